/** Preloaded into a measured process: tells its parent what it has used, whenever it is asked. */
process.on("message", ({ kind }: { kind: string }) => {
  if (kind !== "usage") return;
  const { user, system } = process.cpuUsage();
  const rssBytes = process.memoryUsage.rss();
  process.send?.({ cpuMilliseconds: (user + system) / 1000, rssBytes });
});
// a killed bench leaves no process behind
process.on("disconnect", () => process.exit());
// the question alone keeps no process running
process.channel?.unref();
