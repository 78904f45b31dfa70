export class UnknownAdministrator extends Error {
  override readonly name = "UnknownAdministrator";

  constructor(email: string) {
    super(`There is no administrator with the e-mail address ${email}.`);
  }
}
