import { fileURLToPath } from "node:url";
import { createAssignmentStore } from "../centers/index.ts";
import { enqueue, screenEffect } from "../delivery/index.ts";
import { createDatabase } from "../platform/database.ts";
import { createOpenQuestionsStore } from "../questions/index.ts";
import { loadTranslations } from "../telegram/index.ts";

/** The clock on the wall of the network's owners. */
const networkTimezone = "Asia/Yekaterinburg";

/**
 * Has the bot tell the network's owners that a backup was restored, when it starts.
 *
 * @param restored.unknown how many messages are not sent by themselves.
 * @returns how many questions are open, and how many owners are told.
 */
export async function tellOwners(
  url: string,
  { takenAt, unknown }: { takenAt: Date; unknown: number },
): Promise<{ open: number; owners: number }> {
  const { prisma, close } = createDatabase(url, { connections: 2 });
  const translations = loadTranslations(fileURLToPath(new URL("../../locales", import.meta.url)));
  try {
    const { total: open } = await createOpenQuestionsStore(prisma).openByAge(new Date());
    const owners = (await createAssignmentStore(prisma).owners()).filter(
      ({ isUnreachable }) => !isUnreachable,
    );
    const effects = owners.map(({ telegramId, language }) => {
      const since = new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", {
        dateStyle: "long",
        timeStyle: "short",
        timeZone: networkTimezone,
      }).format(takenAt);
      const key = `restored:${takenAt.toISOString()}:${telegramId}`;
      const text = translations(language)("operations-restored", { since, open, unknown });
      return screenEffect({ key, chatId: telegramId }, { text });
    });
    await prisma.$transaction((transaction) => enqueue(transaction, effects));
    return { open, owners: owners.length };
  } finally {
    await close();
  }
}
