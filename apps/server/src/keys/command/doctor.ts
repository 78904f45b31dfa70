import type { Examination } from "@sallyport/secure-store/doctor";
import type { Report } from "../../commands/report.ts";
import type { KeyStore } from "../../key-stores/key-store.ts";
import { keyStores } from "../../key-stores/list.ts";
import { passphrase } from "../../key-stores/passphrase.ts";
import { settingsOf } from "../../key-stores/variables.ts";

export interface Examined {
  machine: readonly Examination[];
  configured?: Examination | undefined;
}

export function doctor({ machine, configured }: Examined): Report {
  const all = [...(configured ? [configured] : []), ...machine];
  const packages = unique(all.flatMap(({ debianPackages }) => debianPackages));
  const programs = unique(all.flatMap(({ missingPrograms }) => missingPrograms));
  return {
    data: { configured: configured ?? null, examinations: machine, debianPackages: packages },
    isGood: configured?.probe.ok ?? machine.some(({ probe }) => probe.ok),
    lines: [
      ...(configured ? ["The configured store, tested:", "", ...linesFor(configured), ""] : []),
      "Stores that can keep the key on this machine, each tested:",
      "",
      ...machine.flatMap((each) => [
        ...linesFor(each),
        ...(each.probe.ok ? [toUse(keyStoreWith(each.backend))] : []),
        "",
      ]),
      `Without any of them: ${passphrase.title}, which needs no other program. It is as safe as the place where you store it.`,
      toUse(passphrase),
      ...(packages.length > 0 ? ["", ...toInstall(packages, programs)] : []),
    ],
  };
}

function linesFor({ backend, probe, advice, isTested }: Examination): string[] {
  // The detail of the software TPM's probe can already contain the advice.
  const isNews = advice !== undefined && !probe.detail.includes(advice);
  return [
    `${probe.ok ? "works" : "fails"}  ${keyStoreWith(backend).title}: ${probe.detail}`,
    ...(isNews ? [`       ${advice}`] : []),
    ...(isTested ? [] : ["       Not tested on this platform."]),
  ];
}

function keyStoreWith(backend: string): KeyStore {
  const stores: readonly KeyStore[] = keyStores;
  const store = stores.find((each) => each.backend.name === backend);
  if (!store) throw new Error(`There is no key store with ${backend}.`);
  return store;
}

function toUse(store: KeyStore): string {
  return `       To use it: ${settingsOf(store)}`;
}

function toInstall(packages: readonly string[], programs: readonly string[]): string[] {
  return [
    "To install what is missing on Debian and Ubuntu:",
    `  sudo apt-get update && sudo apt-get install ${packages.join(" ")}`,
    `On other systems, install the packages that contain these programs: ${programs.join(", ")}`,
    "Then run this again.",
  ];
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].toSorted();
}
