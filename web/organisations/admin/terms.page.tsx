import { TermsTable } from './terms-table.tsx';
import { AdminPage } from './use-register.tsx';

export default function TermsPage() {
  return <AdminPage which="terms">{(register) => <TermsTable register={register} />}</AdminPage>;
}
