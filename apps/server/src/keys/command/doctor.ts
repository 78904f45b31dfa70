import type { Examination } from "@sallyport/secure-store/doctor";
import type { Report } from "./report.ts";

/** What works on this machine, and for everything else what would make it work. */
export function doctor(examinations: readonly Examination[]): Report {
  const working = examinations.filter(({ probe }) => probe.ok);
  const packages = [...new Set(examinations.flatMap(({ debianPackages }) => debianPackages))].toSorted();
  const closing =
    working.length > 0
      ? `Works here: ${working.map(({ backend }) => backend).join(", ")}. A passphrase file works everywhere.`
      : "Nothing but a passphrase file works here yet.";
  return {
    data: { examinations, debianPackages: packages },
    isGood: working.length > 0,
    lines: [
      ...examinations.flatMap(linesFor),
      closing,
      ...(packages.length > 0 ? [`To have all of them: sudo apt-get install ${packages.join(" ")}`] : []),
    ],
  };
}

function linesFor({ backend, probe, advice, isTested }: Examination): string[] {
  return [
    `${probe.ok ? "works" : "fails"}  ${backend}: ${probe.detail}`,
    ...(advice === undefined ? [] : [`       ${advice}`]),
    ...(isTested ? [] : ["       Not tested on this platform."]),
    "",
  ];
}
