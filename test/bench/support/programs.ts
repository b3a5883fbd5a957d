/** What is measured, each in a process of its own: the addresses of the programs. */
export const program = {
  /** The whole product. */
  product: import.meta.resolve("../../../src/main.ts"),
  mechanism: import.meta.resolve("./mechanism.ts"),
  bareBot: import.meta.resolve("./bare-bot.ts"),
  runnerBot: import.meta.resolve("./runner-bot.ts"),
  rawLoop: import.meta.resolve("./raw-loop.ts"),
  supportBot: import.meta.resolve("./support-bot.ts"),
};
