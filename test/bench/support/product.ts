import type { BenchServices } from "./services.ts";
import type { Stand } from "./start-responder.ts";

/** After its start the product looks at all groups once; that belongs to no message. */
export const startSettlesMs = 4000;

/**
 * What the product's process sees. Telegram's limits are lifted as for a self-hosted Bot API
 * server, where a row asks how much we can do, not how much Telegram lets us; else they stand.
 */
export function productEnvironment(
  { redisUrl }: Pick<BenchServices, "redisUrl">,
  databaseUrl: string,
  apiRoot: string,
  { token }: Pick<Stand, "token">,
  limits: "lifted" | "telegram's",
): Record<string, string> {
  return {
    BOT_TOKEN: token,
    BOT_API_ROOT: apiRoot,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    OWNER_IDS: "1",
    OPERATOR_NAME: "Фонд",
    OPERATOR_CONTACT: "data@example.org",
    POLICY_URL: "https://example.org/policy",
    LOG_LEVEL: "warn",
    ...(limits === "lifted" ? liftedLimits : {}),
  };
}

const liftedLimits = {
  SENDS_PER_SECOND: "10000",
  SENDS_PER_CHAT_SECOND: "10000",
  SENDS_PER_GROUP_MINUTE: "10000",
};
