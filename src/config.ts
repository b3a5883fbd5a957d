import { z } from "zod";
import type { LogLevel } from "./platform/logger.ts";

export interface Config {
  botToken: string;
  /** Where the Bot API answers, without a slash at the end. */
  botApiRoot: string;
  /** Calls and files to Telegram go through it. */
  telegramProxy: string | undefined;
  updates: Updates;
  databaseUrl: string;
  redisUrl: string;
  /** True when the start may bring the database up to date itself. */
  migrateOnStart: boolean;
  /** Telegram's numbers of the network's owners; empty before the first owner. */
  ownerIds: number[];
  /** Who runs the bot and answers for personal data: the consent names them. */
  operator: { name: string; contact: string; policyUrl: string };
  networkName: string;
  /** How much may be sent to Telegram, see its FAQ: "My bot is hitting limits". */
  limits: { perSecond: number; chatPerSecond: number; groupPerMinute: number };
  /** Where supervisors and Prometheus ask how the bot is; undefined switches it off. */
  operations: { host: string; port: number } | undefined;
  logLevel: LogLevel;
}

export type Updates =
  | { kind: "polling" }
  | { kind: "webhook"; url: string; secret: string; port: number };

export type ParsedConfig = { ok: true; config: Config } | { ok: false; mistakes: string[] };

const OFFICIAL_API = "https://api.telegram.org";
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/**
 * Reads the environment, see `.env.example`; an empty value counts as none.
 *
 * @returns the settings, or every mistake as a sentence that begins with the variable's name. No
 * sentence repeats a value: it could be a secret.
 */
export function parseConfig(environment: Record<string, string | undefined>): ParsedConfig {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const trimmed = value?.trim() ?? "";
      return trimmed === "" ? [] : [[name, trimmed]];
    }),
  );
  const common = COMMON.safeParse(given);
  const webhook = given["UPDATES"] === "webhook" ? WEBHOOK.safeParse(given) : undefined;
  if (common.success && (webhook?.success ?? true)) {
    return { ok: true, config: toConfig(common.data, webhook?.data) };
  }
  const issues = [...(common.error?.issues ?? []), ...(webhook?.error?.issues ?? [])];
  return {
    ok: false,
    mistakes: issues.map(({ path, message }) => `${path.join(".")} ${message}`),
  };
}

const COMMON = z
  .object({
    BOT_TOKEN: needed(
      "is the token that @BotFather gave the bot, like 123456789:AA…",
      z.string().regex(/^\d+:[\w-]+$/),
    ),
    BOT_API_ROOT: address(
      "is the address of a Bot API server, http:// or https://",
      /^https?:$/,
    ).default(OFFICIAL_API),
    TELEGRAM_PROXY: address(
      "is the address of a proxy: http://, https://, socks4:// or socks5://host:port",
      /^(https?|socks4a?|socks5h?):$/,
    ).optional(),
    UPDATES: z
      .enum(["polling", "webhook"], { error: "is either polling or webhook" })
      .default("polling"),
    DATABASE_URL: address(
      "names the PostgreSQL database, like postgresql://user:password@host:5432/name",
      /^postgres(ql)?:$/,
    ).refine((url) => new URL(url).pathname.length > 1, { error: "does not name a database" }),
    REDIS_URL: address("names the Redis server, like redis://host:6379", /^rediss?:$/),
    MIGRATE_ON_START: z.enum(["yes", "no"], { error: "is either yes or no" }).default("no"),
    OWNER_IDS: z.string().default("").transform(toOwnerIds),
    OPERATOR_NAME: needed("says which organisation runs the bot: the consent names it"),
    OPERATOR_CONTACT: needed(
      "says where people reach that organisation about their data: address, mail or phone",
    ),
    POLICY_URL: address("is the address of its personal data policy, https://", /^https:$/),
    NETWORK_NAME: z.string().default("Ресурсные центры НКО"),
    SENDS_PER_SECOND: limit("is how many calls the bot may make in a second, 1 to 10000", 30),
    SENDS_PER_CHAT_SECOND: limit("is how many messages a chat may get in a second, 1 to 10000", 1),
    SENDS_PER_GROUP_MINUTE: limit(
      "is how many messages a group may get in a minute, 1 to 10000",
      20,
    ),
    OPERATIONS_PORT: port("is the port for /healthz and /metrics, 1 to 65535").optional(),
    OPERATIONS_HOST: z.string().default("127.0.0.1"),
    LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  })
  .refine((given) => given.BOT_API_ROOT !== OFFICIAL_API || /:.{30,}$/.test(given.BOT_TOKEN), {
    path: ["BOT_TOKEN"],
    error: "is not whole: Telegram's tokens have at least 30 characters after the colon",
    // also beside mistakes in other lines
    when: ({ issues }) => !issues.some(({ path }) => path?.[0] === "BOT_TOKEN"),
  });

const WEBHOOK = z.object({
  WEBHOOK_URL: address("is the public https:// address that Telegram is to call", /^https:$/),
  // https://core.telegram.org/bots/api#setwebhook: 1-256 of these characters; short ones are guessed
  WEBHOOK_SECRET: needed(
    "is a secret of 16 to 256 letters, digits, _ and -",
    z.string().regex(/^[\w-]{16,256}$/),
  ),
  PORT: port("is the port to listen on, 1 to 65535").default(8080),
});

function needed(sentence: string, schema: z.ZodString = z.string()) {
  return z
    .string({ error: `is missing: it ${sentence}` })
    .refine((value) => schema.safeParse(value).success, { error: sentence });
}

function address(sentence: string, protocol: RegExp) {
  return z.string({ error: `is missing: it ${sentence}` }).refine(
    (value) => {
      const url = URL.parse(value);
      return url !== null && protocol.test(url.protocol) && url.hostname !== "";
    },
    { error: sentence, abort: true },
  );
}

function limit(sentence: string, usual: number) {
  return z.coerce
    .number({ error: sentence })
    .int(sentence)
    .min(1, sentence)
    .max(10_000, sentence)
    .default(usual);
}

function port(sentence: string) {
  return z.coerce.number({ error: sentence }).int(sentence).min(1, sentence).max(65_535, sentence);
}

function toOwnerIds(text: string, context: z.RefinementCtx): number[] {
  const ids = text.split(/[,;\s]+/).filter(Boolean);
  if (ids.every((id) => /^[1-9]\d*$/.test(id) && Number.isSafeInteger(Number(id)))) {
    return [...new Set(ids.map(Number))];
  }
  context.addIssue("holds Telegram's numbers of people, with commas between: 123456789, 987654321");
  return z.NEVER;
}

function toConfig(
  common: z.output<typeof COMMON>,
  webhook: z.output<typeof WEBHOOK> | undefined,
): Config {
  return {
    botToken: common.BOT_TOKEN,
    botApiRoot: common.BOT_API_ROOT.replace(/\/+$/, ""),
    telegramProxy: common.TELEGRAM_PROXY,
    updates: webhook
      ? {
          kind: "webhook",
          url: webhook.WEBHOOK_URL,
          secret: webhook.WEBHOOK_SECRET,
          port: webhook.PORT,
        }
      : { kind: "polling" },
    databaseUrl: common.DATABASE_URL,
    redisUrl: common.REDIS_URL,
    migrateOnStart: common.MIGRATE_ON_START === "yes",
    ownerIds: common.OWNER_IDS,
    operator: {
      name: common.OPERATOR_NAME,
      contact: common.OPERATOR_CONTACT,
      policyUrl: common.POLICY_URL,
    },
    networkName: common.NETWORK_NAME,
    limits: {
      perSecond: common.SENDS_PER_SECOND,
      chatPerSecond: common.SENDS_PER_CHAT_SECOND,
      groupPerMinute: common.SENDS_PER_GROUP_MINUTE,
    },
    operations:
      common.OPERATIONS_PORT === undefined
        ? undefined
        : { host: common.OPERATIONS_HOST, port: common.OPERATIONS_PORT },
    logLevel: common.LOG_LEVEL,
  };
}
