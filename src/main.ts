import { createApp } from "./app.ts";
import { readEnvironment } from "./commands/environment.ts";
import { parseConfig } from "./config.ts";
import { systemClock } from "./platform/clock.ts";
import { createLogger } from "./platform/logger.ts";
import { migrate, pendingMigrations } from "./platform/migrations.ts";

const longestEndMs = 25_000;

/** Runs the bot until it is told to stop. Returns what the process ends with. */
async function main(): Promise<number> {
  const parsed = parseConfig(readEnvironment());
  if (!parsed.ok) {
    console.error(
      ["These settings are missing or wrong, see .env.example:", ...parsed.mistakes].join("\n- "),
    );
    return 1;
  }
  const { config } = parsed;
  const pending = await pendingMigrations(config.databaseUrl);
  if (pending.length > 0 && !config.migrateOnStart) {
    console.error(
      `The database is ${pending.length} migration(s) behind. Run "npm run migrate", or set MIGRATE_ON_START=yes.`,
    );
    return 1;
  }
  if (pending.length > 0) await migrate(config.databaseUrl);

  const logger = createLogger({ level: config.logLevel });
  const ended = Promise.withResolvers<number>();
  const app = createApp(config, {
    clock: systemClock,
    logger,
    onFatal(reason) {
      logger.fatal({ reason }, "Telegram refuses the token");
      ended.resolve(1);
    },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.resolve(0));
  try {
    // it may stand by for days, and has to hear that it should stop
    const started = await Promise.race([app.start(), ended.promise.then(() => null)]);
    if (started === null) return await ended.promise;
    const { botUsername, ownerLink } = started;
    logger.info({ bot: botUsername, updates: config.updates.kind }, "the bot is running");
    if (ownerLink)
      console.log(
        `The network has no owner yet. Open this link in Telegram, it works once:\n${ownerLink}`,
      );
    return await ended.promise;
  } finally {
    // whatever holds the end up, a supervisor must get its process back
    setTimeout(() => process.exit(process.exitCode ?? 1), longestEndMs).unref();
    await app.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
