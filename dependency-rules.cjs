// The import rules that the arrows in docs/architecture.md follow.
const test = "\\.(test|behaviour|fixture)\\.(tsx?|mjs)$";
const server = "^apps/server/src/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "packages-stand-alone",
      comment: "A package knows neither the apps nor another package.",
      from: { path: "^packages/([^/]+)/", pathNot: "^packages/(otp|disposable)/" },
      to: { path: "^(apps|packages|bench|e2e)/", pathNot: "^packages/$1/" },
    },
    {
      name: "kit-reach",
      comment: "The kit for tests makes codes with totp, and knows nothing else of this repository.",
      from: { path: "^packages/otp/" },
      to: { path: "^(apps|packages|bench|e2e)/", pathNot: "^packages/(totp|otp)/" },
    },
    {
      name: "disposable-reach",
      comment: "The disposable provider puts the server and the inbox together.",
      from: { path: "^packages/disposable/" },
      to: {
        path: "^(apps|packages|bench|e2e)/",
        pathNot: "^(packages/(disposable|contract|totp)|apps/(server|inbox))/",
      },
    },
    {
      name: "disposable-is-for-tests",
      comment: "The controls of the disposable provider are out of reach of all that runs in production.",
      from: { path: "^(apps|packages|bench)/", pathNot: "^packages/(disposable|playwright)/" },
      to: { path: "^packages/disposable/" },
    },
    {
      name: "web-apps-reach",
      comment: "A web app imports contract, totp and ui only: it meets the server by HTTP.",
      from: { path: "^apps/(portal|authenticator-web)/" },
      to: { path: "^(apps|packages|bench|e2e)/", pathNot: "^(apps/$1|packages/(contract|totp|ui))/" },
    },
    {
      name: "server-reach",
      comment: "The server imports contract, totp and secure-store only.",
      from: { path: "^apps/server/" },
      to: {
        path: "^(apps|packages|bench|e2e)/",
        pathNot: "^(apps/server|packages/(contract|totp|secure-store))/",
      },
    },
    {
      name: "inbox-stands-alone",
      comment: "The inbox takes mail from anyone; it knows nothing of Sallyport.",
      from: { path: "^apps/inbox/" },
      to: { path: "^(apps|packages|bench|e2e)/", pathNot: "^apps/inbox/" },
    },
    {
      name: "tools-stand-alone",
      comment: "A tool reads files, and imports nothing of the product.",
      from: { path: "^tools/" },
      to: { path: "^(apps|packages|bench|e2e|scripts)/" },
    },
    {
      name: "setup-comes-first",
      comment: "What makes a machine ready knows no command that then runs on it.",
      from: { path: "^scripts/setup/" },
      to: { path: "^(apps|packages|bench|e2e|scripts)/", pathNot: "^scripts/setup/" },
    },
    {
      name: "rules-are-pure",
      comment:
        "rules/ and journey/ import only one another, types and the bounds of days: facts and `now` are arguments.",
      from: { path: `${server}(.+/rules|journey)/`, pathNot: test },
      to: {
        pathNot: `${server}(.+/rules|journey)/|^packages/contract/src/days\\.ts$`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "routes-ask-use-cases",
      comment: "Routes reach the database and the keys through a use case.",
      from: { path: `${server}.+\\.routes\\.ts$` },
      to: {
        path: `\\.repository\\.ts$|${server}(database|keys)/|^packages/secure-store/`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-way-back-to-routes",
      comment: "Only app.ts, the table of contents, imports routes.",
      from: { path: server, pathNot: `${test}|${server}app\\.ts$` },
      to: { path: "\\.routes\\.ts$" },
    },
    {
      name: "repositories-keep-to-data",
      comment:
        "A repository knows the tables and what is sealed in them, other repositories and how to refuse; no use case, no mail, no request.",
      from: { path: `${server}.+\\.repository\\.ts$` },
      to: {
        path: server,
        pathNot: `${server}(database/|core/|keys/sealed-columns\\.ts$)|\\.repository\\.ts$|/rules/|${server}journey/`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "users-and-administrators-stand-apart",
      comment: "What users and administrators share lies above both, and imports neither.",
      from: { path: `${server}accounts/(?:(users|administrators)/|[^/]+$)`, pathNot: test },
      to: { path: `${server}accounts/(users|administrators|command)/`, pathNot: `${server}accounts/$1/` },
    },
    {
      name: "fastify-stays-in-http",
      comment: "Use cases, rules and repositories know no requests and no replies.",
      from: {
        path: server,
        pathNot: `${test}|${server}http/|${server}[^/]+\\.ts$|\\.routes\\.ts$`,
      },
      to: { path: "(^|/)node_modules/(@fastify|fastify)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "one-database-driver",
      comment: "The driver is opened in database/ and nowhere else.",
      from: { path: server, pathNot: `${test}|${server}database/` },
      to: { path: "(^|/)node_modules/better-sqlite3/" },
    },
    {
      name: "never-in-production",
      comment: "What only development and the laboratory may do is out of the production entry's reach.",
      from: { path: server, pathNot: `${test}|${server}development/` },
      to: { path: `${server}development/|^apps/server/lab/` },
    },
    {
      name: "tests-are-not-imported",
      comment: "No code rests on a test.",
      from: { pathNot: test },
      to: { path: test },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or a third is missing.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment:
        "A file that nothing imports and that imports nothing is left over, but for what a page or Vite asks for by name.",
      from: { orphan: true, pathNot: "\\.d\\.ts$|/vite\\.config\\.ts$|^apps/inbox/src/page/refresh\\.js$" },
      to: {},
    },
    {
      name: "imports-resolve",
      comment: "An import that leads nowhere can't be judged.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|test-results)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
