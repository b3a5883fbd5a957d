/** Preloaded into a measured bot: tells its parent what it has cost so far, whenever it is asked. */
process.on("message", () => process.send?.(process.cpuUsage()));
// a killed bench leaves no bot behind
process.on("disconnect", () => process.exit());
// the question alone keeps no bot running
process.channel?.unref();
