import type { Patch } from "./patch.ts";

/** Faults that others have made, each of which the harness has to find. */
export const plantedBugs: Record<string, Patch[]> = {
  /** Every message in a topic carries `reply_to_message`: taken for a reply, talk reaches the author. */
  "naive-reply-check": [
    {
      file: "questions/bot/colleague.handlers.ts",
      find: "    const replied = realReply(message);\n    if (replied) {",
      replace: `    const opening = message.reply_to_message;
    const inTopic =
      opening?.from?.id === ctx.me.id && message.message_thread_id !== undefined
        ? await deps.desks.byTopic(message.chat.id, message.message_thread_id)
        : null;
    if (inTopic)
      return takeAnswer(
        ctx,
        message,
        { role: "card", questionId: inTopic.questionId, questionMessageId: null, deskId: inTopic.id },
        inTopic.id,
      );
    const replied = realReply(message);
    if (replied) {`,
    },
  ],

  /** A supergroup numbers its messages anew: a pair that moves along names another message. */
  "pairs-rewritten-at-migration": [
    {
      file: "centers/move-group.ts",
      find: "      await deps.groups.move(transaction, group, toChatId);",
      replace: `      await deps.groups.move(transaction, group, toChatId);
      await transaction.$executeRaw\`
        UPDATE message_copies SET chat_id = \${toChatId} WHERE chat_id = \${fromChatId}\`;`,
    },
  ],

  /** Telegram forgets what the offset has passed, and nobody else has it yet. */
  "offset-before-commit": [
    {
      file: "telegram/polling.ts",
      find: "        await deps.accept(updates);",
      replace: `        const newest = updates.at(-1);
        if (newest) await confirm(newest.update_id + 1);
        await deps.accept(updates);`,
    },
  ],

  /** A call without an answer is taken for one that was not made. */
  "retry-on-time-out": [
    {
      file: "delivery/outcome.ts",
      find: '      return { kind: "unknown" };\n    case "refused":',
      replace: '      return { kind: "retry" };\n    case "refused":',
    },
  ],

  /** An update counts as done once it is fetched. */
  "checkpoint-at-fetch": [
    {
      file: "telegram/inbox-store.ts",
      find: "  INSERT INTO inbox (update_id, lane, payload, received_at)\n  SELECT update_id, lane, payload, $1\n",
      replace:
        "  INSERT INTO inbox (update_id, lane, payload, received_at, state)\n  SELECT update_id, lane, payload, $1, 'done'\n",
    },
  ],

  /** Windows that begin at each full second: twice the limit goes out around their edge. */
  "window-edge-burst": [
    {
      file: "delivery/sliding-window.ts",
      find: "(times[head] ?? 0) <= now - lengthMs",
      replace: "(times[head] ?? 0) < Math.floor(now / lengthMs) * lengthMs",
    },
    {
      file: "delivery/sliding-window.ts",
      find: "(times[first] ?? 0) <= at - lengthMs",
      replace: "(times[first] ?? 0) < Math.floor(at / lengthMs) * lengthMs",
    },
    {
      file: "delivery/sliding-window.ts",
      find: "      const excess = times.length",
      replace: "      forget(now);\n      const excess = times.length",
    },
    {
      file: "delivery/sliding-window.ts",
      find: "Math.max(now, (times[head + excess - 1] ?? now) + lengthMs)",
      replace: "(Math.floor(now / lengthMs) + 1) * lengthMs",
    },
  ],

  /** Numbers of messages come again in every group: without the chat they name anybody's. */
  "bare-message-id": [
    {
      file: "questions/desk-store.ts",
      find: `      const row = await client.messageCopy.findUnique({
        where: { chatId_messageId: { chatId, messageId } },
      });`,
      replace: `      const row = await client.messageCopy.findFirst({
        where: { messageId },
        orderBy: { chatId: "desc" },
      });`,
    },
  ],

  /** The next update of a chat begins while the one before it is still being handled. */
  "lane-freed-too-early": [
    {
      file: "telegram/inbox.ts",
      find: "      await handleRow(row);",
      replace: "      void sleep(Math.random() * 300).then(() => handleRow(row));",
    },
  ],

  /** A cause that comes again acts again. */
  "cause-not-consulted": [
    {
      file: "platform/perform.ts",
      find: "        if (kept === 0) throw new RepeatedCause();",
      replace: "",
    },
  ],

  /** A process that was frozen wakes, and sends what another one has taken over meanwhile. */
  "no-lock-check": [
    {
      file: "delivery/gate.ts",
      find: "const may = deps.isOpen() && (await deps.confirmed());",
      replace: "const may = deps.isOpen();",
    },
  ],

  /** The next leader takes for lost what this one still has on the wire. */
  "lead-released-too-early": [
    {
      file: "platform/terms.ts",
      find: "      await work.end();\n      await taken.release();",
      replace: "      await taken.release();\n      await work.end();",
    },
  ],
};

/** Not a fault: a standby that waits less, so that a story about it takes less time. */
export const impatience: Record<string, Patch[]> = {
  impatience: [
    {
      file: "platform/leadership.ts",
      find: "const usualPatienceMs = 10_000;",
      replace: "const usualPatienceMs = 3_000;",
    },
  ],
};
