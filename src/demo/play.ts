import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gatherGroups, staffNetwork } from "./network.ts";
import { gatherCast } from "./people.ts";
import { openStand } from "./stand.ts";
import { tellStory } from "./story.ts";
import { createTranscript } from "./transcript.ts";
import { type Finding, watchAllChats } from "./visibility.ts";

const print = (line: string): void => console.log(line);

/**
 * Plays a story on a network of its own and prints it.
 *
 * @returns whether everything arrived where it should, and nowhere else.
 */
export async function playStory(
  { onFatal }: { onFatal: (reason: string) => void },
  resources: AsyncDisposableStack,
): Promise<boolean> {
  const startedAt = Date.now();
  const folder = mkdtempSync(path.join(tmpdir(), "ngo-resource-center-bot-play-"));
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);

  const options = { folder, port: 0, page: false, disposable: true, say: print, onFatal };
  const { sandbox, ownerLink } = await openStand(options, resources);
  const cast = gatherCast(sandbox);
  const groups = gatherGroups(sandbox, cast);
  await staffNetwork(cast, groups, ownerLink ?? "");

  print("Один день ресурсных центров: как вопрос находит свой центр, а ответ – автора.");
  print("Всё, что ниже, прислал настоящий бот. Люди и Telegram – для показа.");
  const transcript = createTranscript(
    [
      { title: "Чат Валентины с ботом", viewer: cast.valentina },
      { title: "Чат Тимура с ботом", viewer: cast.timur },
      { title: `Группа «${groups.shadrinsk.title}»`, viewer: cast.olga, group: groups.shadrinsk },
      { title: `Группа «${groups.kurgan.title}»`, viewer: cast.marina, group: groups.kurgan },
    ],
    print,
  );
  const check = watchAllChats(sandbox);
  try {
    const said = await tellStory({ cast, groups, transcript });
    await sandbox.whenIdle();
    const { chats, findings } = check(said);
    transcript.scene("Кто что увидел");
    for (const finding of findings) printFinding(finding);
    const isRight = findings.every(({ faults }) => faults.length === 0);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    print(
      isRight
        ? `\nВсё дошло куда нужно и больше никуда: проверены все чаты, их ${chats}. Заняло ${seconds} с.`
        : "\nНе всё так, как должно быть: смотрите строки с отметкой ✘.",
    );
    return isRight;
  } catch (error) {
    transcript.look();
    print(`\n✘ Дальше не идёт: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function printFinding({ what, seenBy, faults }: Finding): void {
  print(`  ${faults.length === 0 ? "✔" : "✘"} ${what}`);
  if (seenBy.length > 0) print(`      видят: ${seenBy.join(", ")}`);
  for (const fault of faults) print(`      ${fault}`);
}
