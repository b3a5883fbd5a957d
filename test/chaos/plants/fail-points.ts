import type { Patch } from "./patch.ts";

/**
 * The crash points between an update and its mark, by name. Each line that is planted ends the
 * process there when it meets the word that CHAOS_CRASH names.
 */
export const failPoints: Record<string, Patch[]> = {
  "before-inbox": [
    {
      file: "telegram/inbox-store.ts",
      find: "      if (updates.length === 0) return [];",
      replace:
        '      crashPoint("before-inbox", updates);\n      if (updates.length === 0) return [];',
    },
  ],
  kept: [
    {
      file: "telegram/inbox.ts",
      find: "        await withDeadline(deps.handle(row.update), deadlineMs);",
      replace:
        '        crashPoint("kept", row);\n        await withDeadline(deps.handle(row.update), deadlineMs);\n        crashPoint("handled", row);',
    },
  ],
  "in-transaction": [
    {
      file: "delivery/enqueue-store.ts",
      find: "export function effectRows(effects: readonly Effect[], from = 0): EffectRow[] {\n",
      replace:
        'export function effectRows(effects: readonly Effect[], from = 0): EffectRow[] {\n  crashPoint("in-transaction", effects);\n',
    },
  ],
  performed: [
    {
      file: "platform/transaction.ts",
      find: "  }, limits);",
      replace:
        '  }, limits).then((result) => {\n    crashIfMet("performed");\n    return result;\n  });',
    },
    {
      // else the news of the commit may reach the sender before we die
      file: "platform/listener.ts",
      find: '  client.on("notification", ({ payload }) => call(payload));',
      replace:
        '  client.on("notification", ({ payload }) => void setTimeout(() => call(payload), 300));',
    },
  ],
  claimed: [
    {
      file: "delivery/sender.ts",
      find: "    const call = bindCall(effect);\n",
      replace: '    crashPoint("claimed", effect);\n    const call = bindCall(effect);\n',
    },
  ],
  "on-the-wire": [
    {
      file: "telegram/call.ts",
      find: "      dispatcher.dispatch(request, createReader(resolve));",
      replace:
        '      dispatcher.dispatch(request, createReader(resolve));\n      setTimeout(() => crashPoint("on-the-wire", params), 300);',
    },
  ],
  answered: [
    {
      file: "delivery/sender.ts",
      find: "      const result = await deps.call(call.method, call.params);\n",
      replace:
        '      const result = await deps.call(call.method, call.params);\n      crashPoint("answered", effect);\n',
    },
  ],
  marked: [
    {
      file: "delivery/sender.ts",
      find: "    waiters.tell(effect.chatId);\n",
      replace: '    crashPoint("marked", effect);\n    waiters.tell(effect.chatId);\n',
    },
  ],
};
