import { TermsTable } from './terms-table.tsx';
import { AdminPage } from './use-register.tsx';

export default function TermsPage() {
  return <AdminPage tab="terms">{(register) => <TermsTable register={register} />}</AdminPage>;
}
