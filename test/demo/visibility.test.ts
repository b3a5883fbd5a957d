import { expect, onTestFinished, test } from "vitest";
import { watchAllChats } from "../../src/demo/visibility.ts";
import { startSandbox } from "../../src/sandbox/index.ts";

async function startStage() {
  const sandbox = await startSandbox({ botToken: "700:VISIBILITY" });
  onTestFinished(() => sandbox.close());
  const anna = sandbox.person({ first_name: "Анна" });
  const boris = sandbox.person({ first_name: "Борис" });
  const center = sandbox.group({ title: "Центр", owner: boris });
  return { anna, boris, center, check: watchAllChats(sandbox) };
}

test("what is where it should be, and nowhere else, has no fault", async () => {
  const { anna, boris, center, check } = await startStage();
  await anna.write("Где взять грант?");
  await boris.write("Где взять грант?", { chat: center });
  const { findings } = check([{ what: "вопрос", words: "взять грант", in: [anna, center] }]);
  expect(findings.flatMap(({ faults }) => faults)).toEqual([]);
  expect(findings[0]?.seenBy).toEqual(["Анна", "группа «Центр»"]);
});

test("what is missing, doubled or in a wrong chat is named", async () => {
  const { anna, boris, center, check } = await startStage();
  await anna.write("секрет");
  await anna.write("секрет");
  await boris.write("секрет");
  const { findings } = check([{ what: "секрет", words: "секрет", in: [anna, center] }]);
  expect(findings.map(({ faults }) => faults)).toEqual([
    ["пришло 2 раза: Анна", "не должно быть здесь: Борис", "не дошло: группа «Центр»"],
    ["пришло лишнее: Борис"],
  ]);
});

test("a recording is known by its sound, whatever stands under it", async () => {
  const { anna, center, check } = await startStage();
  const { voice } = await anna.send({ kind: "voice", caption: "в группу" });
  const recording = voice?.file_unique_id ?? "";
  const { findings } = check([{ what: "голос", recording, in: [anna, center] }]);
  expect(findings[0]).toEqual({
    what: "голос",
    seenBy: ["Анна"],
    faults: ["не дошло: группа «Центр»"],
  });
});
