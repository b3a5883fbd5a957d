import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { parseConfig, type Config } from "../src/config.ts";

const TOKEN = `123456789:${"A".repeat(35)}`;
const SECRET = "a-secret-of-the-webhook";

const ENOUGH = {
  BOT_TOKEN: TOKEN,
  DATABASE_URL: "postgresql://desk:database-password@db.example.org:5432/desk",
  REDIS_URL: "redis://:redis-password@cache.example.org:6379",
  OPERATOR_NAME: "АНО «Ресурсный центр»",
  OPERATOR_CONTACT: "data@example.org",
  POLICY_URL: "https://example.org/policy",
};
const WEBHOOK = {
  UPDATES: "webhook",
  WEBHOOK_URL: "https://bot.example.org/telegram",
  WEBHOOK_SECRET: SECRET,
};

function configOf(changes: Record<string, string | undefined>): Config {
  const parsed = parseConfig({ ...ENOUGH, ...changes });
  if (!parsed.ok) throw new Error(parsed.mistakes.join("\n"));
  return parsed.config;
}

function mistakesOf(changes: Record<string, string | undefined>): string[] {
  const parsed = parseConfig({ ...ENOUGH, ...changes });
  return parsed.ok ? [] : parsed.mistakes;
}

describe("a good environment", () => {
  test("needs six lines, the rest has defaults", () => {
    expect(configOf({})).toEqual({
      botToken: TOKEN,
      botApiRoot: "https://api.telegram.org",
      telegramProxy: undefined,
      updates: { kind: "polling" },
      databaseUrl: ENOUGH.DATABASE_URL,
      redisUrl: ENOUGH.REDIS_URL,
      migrateOnStart: false,
      ownerIds: [],
      operator: {
        name: "АНО «Ресурсный центр»",
        contact: "data@example.org",
        policyUrl: "https://example.org/policy",
      },
      networkName: "Ресурсные центры НКО",
      limits: { perSecond: 30, chatPerSecond: 1, groupPerMinute: 20 },
      operations: undefined,
      logLevel: "info",
    });
  });

  test("an empty line is the same as none", () => {
    const empty = { OWNER_IDS: "", BOT_API_ROOT: " ", TELEGRAM_PROXY: "", LOG_LEVEL: "" };
    expect(configOf(empty)).toEqual(configOf({}));
  });

  test("owners stand with commas between, each once", () => {
    expect(configOf({ OWNER_IDS: "123, 9007199254740991,123" }).ownerIds).toEqual([
      123, 9007199254740991,
    ]);
  });

  test("a stand-in for Telegram may use any token, and a slash at its end", () => {
    const config = configOf({ BOT_API_ROOT: "http://127.0.0.1:8081/", BOT_TOKEN: "1:test" });
    expect(config.botApiRoot).toBe("http://127.0.0.1:8081");
  });

  test.each(["http://p:1", "https://p:1", "socks4://p:1", "socks5://u:p@p:1", "socks5h://p:1"])(
    "the proxy may be %s",
    (proxy) => expect(configOf({ TELEGRAM_PROXY: proxy }).telegramProxy).toBe(proxy),
  );

  test("a webhook brings its address, secret and port", () => {
    expect(configOf({ ...WEBHOOK, PORT: "8443" }).updates).toEqual({
      kind: "webhook",
      url: WEBHOOK.WEBHOOK_URL,
      secret: SECRET,
      port: 8443,
    });
  });

  test("health and metrics are switched on by a port, and stay on this machine", () => {
    expect(configOf({ OPERATIONS_PORT: "9090" }).operations).toEqual({
      host: "127.0.0.1",
      port: 9090,
    });
    expect(configOf({ OPERATIONS_PORT: "9090", OPERATIONS_HOST: "0.0.0.0" }).operations?.host).toBe(
      "0.0.0.0",
    );
  });

  test("the webhook's lines do not matter while polling", () => {
    expect(mistakesOf({ WEBHOOK_URL: "nonsense", PORT: "nonsense" })).toEqual([]);
  });
});

describe("a wrong environment", () => {
  test("an empty one names everything that is missing", () => {
    const parsed = parseConfig({});
    expect(parsed.ok ? [] : parsed.mistakes.map((mistake) => mistake.split(" it ")[0])).toEqual([
      "BOT_TOKEN is missing:",
      "DATABASE_URL is missing:",
      "REDIS_URL is missing:",
      "OPERATOR_NAME is missing:",
      "OPERATOR_CONTACT is missing:",
      "POLICY_URL is missing:",
    ]);
  });

  test.each([
    ["BOT_TOKEN", "hello"],
    ["BOT_TOKEN", "123456789:tooshort"],
    ["BOT_API_ROOT", "api.telegram.org"],
    ["TELEGRAM_PROXY", "ftp://proxy:21"],
    ["UPDATES", "pushing"],
    ["DATABASE_URL", "mysql://host/desk"],
    ["DATABASE_URL", "postgresql://host"],
    ["REDIS_URL", "localhost"],
    ["MIGRATE_ON_START", "true"],
    ["OWNER_IDS", "@valentina"],
    ["OWNER_IDS", "-100123"],
    ["OWNER_IDS", "90071992547409921"],
    ["POLICY_URL", "http://example.org/policy"],
    ["OPERATIONS_PORT", "http"],
    ["OPERATIONS_PORT", "0"],
    ["LOG_LEVEL", "loud"],
  ])("one mistake in %s gives one sentence (%s)", (name, value) => {
    expect(mistakesOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} `)]);
  });

  test("the webhook's mistakes stand with the others", () => {
    const mistakes = mistakesOf({
      UPDATES: "webhook",
      WEBHOOK_URL: "http://bot.example.org",
      WEBHOOK_SECRET: "short",
      PORT: "70000",
      LOG_LEVEL: "loud",
    });
    expect(mistakes.map((mistake) => mistake.split(" ")[0])).toEqual([
      "LOG_LEVEL",
      "WEBHOOK_URL",
      "WEBHOOK_SECRET",
      "PORT",
    ]);
  });

  test("a token that was cut is seen beside another mistake", () => {
    const mistakes = mistakesOf({ BOT_TOKEN: "123456789:cut", REDIS_URL: "" });
    expect(mistakes.map((mistake) => mistake.split(" ")[0])).toEqual(["REDIS_URL", "BOT_TOKEN"]);
  });

  test("no sentence repeats a value", () => {
    const wrong = Object.fromEntries(
      [...Object.keys(ENOUGH), ...Object.keys(WEBHOOK), "OWNER_IDS", "TELEGRAM_PROXY", "PORT"].map(
        (name) => [name, name === "UPDATES" ? "webhook" : "hunter2 hunter2"],
      ),
    );
    const text = mistakesOf({ ...wrong, OPERATOR_NAME: "", OPERATOR_CONTACT: "" }).join("\n");
    expect(text.split("\n").length).toBeGreaterThanOrEqual(10);
    expect(text).not.toContain("hunter2");
  });
});

test(".env.example explains every line, and is almost a good environment", () => {
  const text = readFileSync(path.join(import.meta.dirname, "../.env.example"), "utf8");
  const commented = text.replaceAll(/^#(?=[A-Z_]+=)/gm, "");
  const names = Object.keys(parseEnv(commented));
  expect(names.toSorted()).toEqual(
    [
      ...Object.keys({ ...ENOUGH, ...WEBHOOK }),
      "BOT_API_ROOT",
      "DATABASE_PASSWORD",
      "LOG_LEVEL",
      "MIGRATE_ON_START",
      "NETWORK_NAME",
      "OPERATIONS_HOST",
      "OPERATIONS_PORT",
      "OWNER_IDS",
      "PORT",
      "SENDS_PER_CHAT_SECOND",
      "SENDS_PER_GROUP_MINUTE",
      "SENDS_PER_SECOND",
      "TELEGRAM_PROXY",
    ].toSorted(),
  );
  expect(mistakesOf({ ...parseEnv(text), BOT_TOKEN: TOKEN })).toEqual([]);
});
