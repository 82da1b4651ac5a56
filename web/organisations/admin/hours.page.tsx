import { HoursTable } from './hours-table.tsx';
import { AdminPage } from './use-register.tsx';

export default function HoursPage() {
  return <AdminPage which="hours">{(register) => <HoursTable register={register} />}</AdminPage>;
}
