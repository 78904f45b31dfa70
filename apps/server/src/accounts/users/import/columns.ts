import { type ImportField, importFields, type Mapping } from "@sallyport/contract/user-import";

/** Column names in exports of directories, without spaces and punctuation. */
const names: Readonly<Record<ImportField, readonly string[]>> = {
  name: ["name", "fullname", "displayname", "cn", "commonname"],
  firstName: ["firstname", "givenname", "forename", "first"],
  lastName: ["lastname", "surname", "familyname", "sn", "last"],
  email: ["email", "emailaddress", "mail", "primaryemail", "workemail", "userprincipalname"],
  username: ["username", "login", "loginname", "samaccountname", "uid", "userid", "user"],
  days: ["days", "daystosetup", "mfadays"],
  groups: ["groups", "group", "memberof", "groupnames"],
  passwordHash: ["passwordhash", "hash", "hashedpassword", "userpassword", "encryptedpassword"],
};

/** Proposes the first column that has one of the field's names. */
export function proposeMapping(columns: readonly string[]): Mapping {
  const plain = columns.map((column) =>
    column
      .toLowerCase()
      .replace(/\[.*\]$/, "")
      .replaceAll(/[^a-z]/g, ""),
  );
  const columnOf = (field: ImportField) => {
    const place = names[field].map((name) => plain.indexOf(name)).find((found) => found >= 0);
    return place ?? null;
  };
  const mapping = Object.fromEntries(importFields.map((field) => [field, columnOf(field)])) as Mapping;
  // The columns of first and last names are needed only if no column has the whole name.
  return mapping.name === null ? mapping : { ...mapping, firstName: null, lastName: null };
}
