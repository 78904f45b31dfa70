import * as contract from "@sallyport/contract/sign-in";
import { extendDeadline } from "@sallyport/contract/users";
import { asUser, codeFor, logIn, requireMfa, turnToNextCode, ursula } from "../simulation/people.ts";
import { passcode, scene } from "../simulation/scene.ts";
import { filesThatTake } from "./record.ts";

/** The values to follow through the code, each with the names of the parameters that receive it. */
const names = {
  password: ["body", "password", "given", "attempt", "decided"],
  days: ["body", "days", "grace", "next"],
  secret: ["secret", "sealedSecret"],
  passcode: ["body", "code", "attempt", "answer", "step", "checked", "result"],
} as const;

await using here = await scene();
const { world, userId, admin } = here;
await requireMfa(admin, userId);
const days = await filesThatTake(names.days, () =>
  admin.get(extendDeadline, { params: { id: userId }, body: { days: 30 } }),
);
const browser = world.browser();
const password = await filesThatTake(names.password, () => logIn(browser, ursula));
let shown = "";
const secret = await filesThatTake(names.secret, async () => {
  ({ secret: shown } = await browser.get(contract.beginSetUp, asUser));
});
await browser.get(contract.confirmSetUp, passcode(codeFor(shown, world.clock.now())));
turnToNextCode(world.clock);
const again = world.browser();
await logIn(again, ursula);
const code = await filesThatTake(names.passcode, () =>
  again.get(contract.submitPasscode, passcode(codeFor(shown, world.clock.now()))),
);
console.log(JSON.stringify({ password, secret, passcode: code, days }));
