import type { Backend } from "@sallyport/secure-store/backend";
import type { Examination } from "@sallyport/secure-store/doctor";
import type { Report } from "../../commands/report.ts";

/** What a person calls each of them, and the settings that have the server use it. */
const choices: Record<Backend, { title: string; settings: string }> = {
  tpm: { title: "this machine's TPM", settings: "SECURE_STORE=tpm" },
  swtpm: { title: "a software TPM", settings: "SECURE_STORE=tpm SECURE_STORE_SWTPM_STATE=FOLDER" },
  keychain: { title: "the keychain of this session", settings: "SECURE_STORE=keychain" },
  passphrase: {
    title: "a passphrase file",
    settings: "SECURE_STORE=passphrase SECURE_STORE_PASSPHRASE_FILE=FILE",
  },
  memory: { title: "memory", settings: "SECURE_STORE=memory DATABASE=:memory:" },
};

/** What works on this machine, and for everything else what would make it work. */
export function doctor(examinations: readonly Examination[]): Report {
  const packages = unique(examinations.flatMap(({ debianPackages }) => debianPackages));
  const programs = unique(examinations.flatMap(({ missingPrograms }) => missingPrograms));
  return {
    data: { examinations, debianPackages: packages },
    isGood: examinations.some(({ probe }) => probe.ok),
    lines: [
      "What can keep the key on this machine, each tried by use:",
      "",
      ...examinations.flatMap(linesFor),
      `works  ${choices.passphrase.title}: needs nothing, and is as safe as the file that you put the passphrase in.`,
      `       To use it: ${choices.passphrase.settings}`,
      ...(packages.length > 0 ? ["", ...toInstall(packages, programs)] : []),
    ],
  };
}

function linesFor({ backend, probe, advice, isTested }: Examination): string[] {
  const { title, settings } = choices[backend];
  // What a software TPM lacks it says itself, with the same command.
  const isNews = advice !== undefined && !probe.detail.includes(advice);
  return [
    `${probe.ok ? "works" : "fails"}  ${title}: ${probe.detail}`,
    ...(isNews ? [`       ${advice}`] : []),
    ...(probe.ok ? [`       To use it: ${settings}`] : []),
    ...(isTested ? [] : ["       Not tested on this platform."]),
    "",
  ];
}

function toInstall(packages: readonly string[], programs: readonly string[]): string[] {
  return [
    "To install all that is missing, on Debian and Ubuntu:",
    `  sudo apt-get update && sudo apt-get install ${packages.join(" ")}`,
    `On other systems, what brings these programs: ${programs.join(", ")}`,
    "Then run this again.",
  ];
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].toSorted();
}
