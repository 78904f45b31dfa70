import type { OwnApplication } from "@sallyport/contract/own-applications";
import { expect, test } from "vitest";
import { foundApplications } from "./found-applications.ts";

const application = (name: string, address = "https://a.example.com/"): OwnApplication => ({
  id: name,
  name,
  template: null,
  address,
});
const names = (search: string, ...given: OwnApplication[]) =>
  foundApplications(given, search, "en").map(({ name }) => name);

test("applications are in the order of their names, as a person counts and spells", () => {
  const given = ["wiki", "Éditeur", "Team 10", "Grafana", "Team 9"].map((name) => application(name));
  expect(names("", ...given)).toEqual(["Éditeur", "Grafana", "Team 9", "Team 10", "wiki"]);
});

test("a search finds a part of the name or of the host, in any case and without accents", () => {
  const given = [application("Éditeur"), application("Grafana", "https://charts.example.com/login")];
  expect(names(" EDIT ", ...given)).toEqual(["Éditeur"]);
  expect(names("charts", ...given)).toEqual(["Grafana"]);
  expect(names("login", ...given)).toEqual([]);
});

test("a name that begins with the search comes before a name that contains it", () => {
  const given = [application("Big wiki"), application("Wiki"), application("Mail")];
  expect(names("wiki", ...given)).toEqual(["Wiki", "Big wiki"]);
});
