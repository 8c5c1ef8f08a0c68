// Who may use whom. `npm run boundaries` checks it, and `npm test`.

const tests = "(\\.test\\.tsx?|/testing[a-z-]*\\.ts|/testing/|/test/)";

/** Core: no domains, but for everyone. */
const shared = ["aws", "messaging", "audit", "mail", "legacy"];
/** What a domain's folder has for the others. The rest of it is its own business. */
const doors = {
  catalog: ["catalog", "product", "product-names", "donuts"],
  stock: ["sale", "stock-item", "stock-update", "levels", "claim"],
  order: ["order", "order-writes", "recent-index", "request"],
  "order-queue": ["standing"],
  "waiting-room": ["door"],
  queues: ["topology", "destinations", "receive-messages", "empty-queue", "message-schemas"],
  "dead-letters": ["dead-letter", "dead-letter-index", "held-messages", "lease", "read-dead-letters", "reservation"],
  repair: ["ledger"],
};
const doorFiles = Object.entries(doors).flatMap(([folder, files]) => files.map((file) => `${folder}/${file}`));

/** Web: which other parts each may use. The store and the console are whole sites that know nothing of each other. */
const parts = {
  ui: ["i18n"],
  i18n: ["donut", "ui"],
  donut: [],
  api: ["auth", "i18n"],
  auth: ["api", "i18n", "ui"],
  store: ["api", "auth", "donut", "i18n", "ui"],
  console: ["api", "auth", "donut", "i18n", "ui"],
};

/** Packages: which others each may use, besides itself. Tests may also use `testing` and what it tests with. */
const packages = {
  "packages/contracts": [],
  "packages/offline": [],
  "packages/core": ["packages/contracts"],
  "packages/partners": ["packages/contracts", "packages/core"],
  "packages/functions": ["packages/contracts", "packages/core", "packages/partners"],
  "packages/testing": ["packages/contracts", "packages/offline"],
  "packages/load": ["packages/contracts", "packages/core", "packages/offline", "packages/testing"],
  stacks: ["packages/contracts"],
  web: ["packages/contracts", "packages/core"],
  e2e: ["packages/contracts", "packages/offline", "packages/testing"],
};

const own = "^(packages|stacks|web|e2e)/";

export default {
  forbidden: [
    {
      name: "core-domains-have-doors",
      comment: "A domain uses of another what is meant for others (`doors`), and nothing else.",
      severity: "error",
      from: { path: "^packages/core/src/([^/]+)/", pathNot: tests },
      to: {
        path: "^packages/core/src/[^/]+/",
        pathNot: [
          "^packages/core/src/$1/",
          `^packages/core/src/(${shared.join("|")})/`,
          `^packages/core/src/(${doorFiles.join("|")})\\.ts$`,
        ],
      },
    },
    ...Object.entries(doors).flatMap(([folder, files]) =>
      files.map((file) => ({
        name: "core-doors-are-used",
        comment: "What no other domain uses need not be a door.",
        severity: "error",
        module: { path: `^packages/core/src/${folder}/${file}\\.ts$`, numberOfDependentsLessThan: 1 },
        from: { path: "^packages/core/src/", pathNot: `(^packages/core/src/${folder}/|${tests})` },
      })),
    ),
    {
      name: "core-domains-in-one-direction",
      comment: "No domain needs one that needs it.",
      severity: "error",
      scope: "folder",
      from: { path: "^packages/core/src/[^/]+$" },
      to: { circular: true },
    },
    {
      name: "offline-folders-in-one-direction",
      severity: "error",
      scope: "folder",
      from: { path: "^packages/offline/src/[^/]+$" },
      to: { circular: true },
    },
    {
      name: "messaging-knows-no-domain",
      severity: "error",
      from: { path: "^packages/core/src/messaging/", pathNot: tests },
      to: { path: "^packages/core/src/[^/]+/", pathNot: "^packages/core/src/(messaging|aws)/" },
    },
    {
      name: "no-cycles",
      comment: "Modules that need each other cannot be understood, or loaded, one after the other.",
      severity: "error",
      from: { path: own },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } },
    },
    ...Object.entries(parts).map(([part, others]) => ({
      name: `web-${part}`,
      severity: "error",
      from: { path: `^web/src/${part}/`, pathNot: tests },
      to: { path: "^web/src/[^/]+/", pathNot: `^web/src/(${[part, ...others].join("|")})/` },
    })),
    {
      name: "web-folders-in-one-direction",
      comment: "No folder of the store or the console needs one that needs it.",
      severity: "error",
      scope: "folder",
      from: { path: "^web/src/(store|console)/" },
      to: { circular: true },
    },
    {
      name: "web-folders-keep-their-own",
      comment: "The folders within a page are its own business. (A cycle through them would also go unnoticed.)",
      severity: "error",
      from: { path: "^web/src/(store|console)/([^/]+)/", pathNot: tests },
      to: { path: "^web/src/$1/[^/]+/[^/]+/", pathNot: "^web/src/$1/$2/" },
    },
    ...Object.entries(packages).map(([one, others]) => ({
      name: `${one}-uses`,
      severity: "error",
      from: { path: `^${one}/`, pathNot: tests },
      to: { path: own, pathNot: `^(${[one, ...others].join("|")})/` },
    })),
    {
      name: "offline-knows-no-shop",
      comment: "Nor do its tests: the runtime runs any app.",
      severity: "error",
      from: { path: "^packages/offline/" },
      to: { path: "^(packages/(core|functions|partners|contracts|testing)|stacks|web|e2e)/" },
    },
    { name: "resolvable", severity: "error", from: { path: own }, to: { couldNotResolve: true, pathNot: "^virtual:" } },
  ],
  options: {
    // TypeScript 7 has no JavaScript API to parse with. A warning says that sources may be missed without it: swc misses none.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    // Tests may use what they test, from wherever they stand; and swc's visitor does not know `using`, which some have.
    exclude: { path: ["/dist/", "^packages/load/k6/", "\\.test\\.tsx?$"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".json"],
    },
  },
};
