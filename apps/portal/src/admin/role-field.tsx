import type { AdministratorRole } from "@sallyport/contract/text";
import { SelectField } from "@sallyport/ui/select-field";
import { roleNames, roleWords, useGrantableRoles } from "./role.ts";

interface RoleFieldProps {
  role: AdministratorRole;
  onChange: (role: AdministratorRole) => void;
}

export function RoleField({ role, onChange }: RoleFieldProps) {
  const grantable = useGrantableRoles();
  return (
    <SelectField
      label="Role"
      value={role}
      onChange={onChange}
      hint={roleWords[role]}
      options={grantable.map((each) => ({ value: each, label: roleNames[each] }))}
    />
  );
}
