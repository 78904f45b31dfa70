import { expect, test } from "vitest";
import { tpmRefusal } from "./tpm-refusal.ts";

const nowhere = "swtpm:path=/nowhere/swtpm.sock";

test.for([
  ["load", "ERROR: Eys_Load(0x1DF) - tpm:parameter(1):integrity check failed", "wrong-device"],
  ["load", "ERROR: Eys_Load(0x2E1) - tpm:parameter(2):reserved bits", "corrupt"],
  ["load", "ERROR: Error deserializing private structure: 0x90006", "corrupt"],
  ["load", "ERROR: Eys_Load(0x9000B) - mu:A parameter has a bad value", "corrupt"],
  ["unseal", "ERROR: Esys_Unseal(0x99D) - tpm:session(1):a policy check failed", "policy-failed"],
  [
    "unseal",
    "ERROR: Esys_Unseal(0x12F) - tpm:error(2.0): authValue or authPolicy is not available",
    "policy-failed",
  ],
  ["createprimary", "ERROR: Esys_CreatePrimary(0x9A2) - tpm:session(1):authorization failure", "auth-failed"],
  [
    "createprimary",
    "ERROR: Esys_CreatePrimary(0x921) - tpm:warn(2.0): authorizations for objects",
    "lockout",
  ],
  [
    "createprimary",
    "ERROR: Esys_CreatePrimary(0x902) - tpm:warn(2.0): out of memory for object contexts",
    "busy",
  ],
  ["createprimary", "ERROR: Esys_CreatePrimary(0xC0902) - rmt:warn(2.0): out of memory", "busy"],
  ["startauthsession", "ERROR: Esys_StartAuthSession(0x905) - tpm:warn(2.0): out of session handles", "busy"],
  ["load", "ERROR: Eys_Load(0x910) - tpm:warn(2.0): the 1st handle references an object", "busy"],
  ["flushcontext", "ERROR: Esys_FlushContext(0x1CB) - tpm:parameter(1):the handle is not correct", "busy"],
  [
    "createprimary",
    "ERROR: Esys_CreatePrimary(0x185) - tpm:handle(1):hierarchy is not enabled or is not correct for the use",
    "unavailable",
  ],
  ["create", "ERROR: Esys_Create(0x101) - tpm:error(2.0): commands not being accepted", "unavailable"],
  ["create", "ERROR: Esys_Create(0xA000A) - tcti:IO failure", "unavailable"],
  ["create", 'ERROR: Could not load tcti, got: "swtpm:path=/nowhere/swtpm.sock"', "unavailable"],
  ["create", "ERROR: Esys_Create(0x2D5) - tpm:parameter(2):structure is the wrong size", "internal"],
  ["create", "Segmentation fault", "internal"],
] as const)("tpm2_%s: %s means %s", async ([tool, complaint, code]) => {
  expect(await tpmRefusal(tool, complaint, nowhere)).toMatchObject({ name: "SecureStoreError", code });
});

test("a device that is there and open to us, but can't be loaded, is in use", async () => {
  expect(await tpmRefusal("create", "ERROR: Could not load tcti", "device:/dev/null")).toMatchObject({
    code: "busy",
  });
});

test("what the tool said is kept as the cause", async () => {
  const { cause } = await tpmRefusal("create", "Segmentation fault\n", nowhere);
  expect(cause).toMatchObject({ message: "tpm2_create: Segmentation fault" });
});
