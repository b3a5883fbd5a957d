import { useCallback, useEffect, useReducer, useState } from "preact/hooks";
import { listen } from "./connection.ts";
import { changeDesk, countUnread, emptyDesk } from "./desk.ts";
import { html, type View } from "./html.ts";
import { Phone } from "./phone.ts";
import { TopBar } from "./top-bar.ts";

/** The sandbox's time, by the minute. */
function useNow(offset: number): Date {
  const minute = (): number => Math.floor((Date.now() + offset) / 60_000) * 60_000;
  const [now, setNow] = useState(minute);
  useEffect(() => {
    setNow(minute());
    const timer = setInterval(() => setNow(minute()), 1000);
    return () => clearInterval(timer);
  }, [offset]);
  return new Date(now);
}

/** The whole page: the bar on top and the phones side by side. */
export function App(): View {
  const [desk, change] = useReducer(changeDesk, emptyDesk);
  const [chosen, setChosen] = useState<number | null>(null);
  const now = useNow(desk.clock.offset);
  useEffect(() => listen(change, (connected) => change({ kind: "connection", connected })), []);
  const current = chosen ?? desk.phones[0]?.person.id ?? null;
  const show = useCallback((person: number): void => {
    setChosen(person);
    document
      .querySelector(`#phone-${person}`)
      ?.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
  }, []);

  return html`
    <${TopBar}
      desk=${desk}
      now=${now}
      current=${current}
      show=${show}
      unreadOf=${(person: number) => countUnread(desk, person)}
    />
    <main class="phones" aria-label="Телефоны">
      ${desk.phones.map(
        (phone) =>
          html`<${Phone}
            key=${phone.person.id}
            phone=${phone}
            desk=${desk}
            now=${now}
            current=${phone.person.id === current}
            change=${change}
          />`,
      )}
      ${desk.phones.length === 0 && html`<p class="loading">Раскладываем телефоны…</p>`}
    </main>
  `;
}
