import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { startNetwork } from "./support/network.ts";

test("the log of a whole story, failures included, holds nobody's words, names or numbers", async () => {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  await using network = await startNetwork({ log: { level: "trace", destination } });
  const { coordinator, group: chat } = await network.staff("shadrinsk", "topics");
  if (!chat) throw new Error("no group");
  const member = await network.member("Аполлинария", "Шадринск");
  const number = await network.ask(member, "Секретные слова, телефон +7 912 345-67-89");
  const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat });
  network.sandbox.faults.next("sendMessage", "reset after");
  await coordinator.write("Ответ с секретом", { chat, replyTo: card });
  await member.sees("Ответ с секретом", { within: 10_000 });
  // an update that no handler can make sense of fails loudly, and its words stay out of the log
  network.sandbox.pushUpdate({
    message: { text: "Секретные слова", chat: null, from: { id: member.id, first_name: "Имя" } },
  });
  await network.sandbox.whenIdle();
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  const log = lines.join("");
  for (const secret of ["Аполлинария", "Секретные", "секретом", "912", "Имя", "network-test-token"])
    expect(log).not.toContain(secret);
});
