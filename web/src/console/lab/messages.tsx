import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { PanelCard } from "../shared/panel-card.tsx";
import { Cell, Head, Row, Table } from "../shared/table.tsx";
import { duration } from "../text/duration.ts";
import type { LabRecord, LabSettings } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Picture } from "./picture.tsx";
import { type LabState, stateOf } from "./state.ts";

const mostListed = 12;

interface Props {
  messages: LabRecord[];
  settings: LabSettings;
}

/** What happened to the numbers that were sent, live. */
export function Messages({ messages, settings }: Props) {
  const { two: texts } = useLabTexts();
  const { columns } = texts;
  const language = useLanguage();
  const now = useNow(500);
  return (
    <PanelCard title={texts.list}>
      <Picture messages={messages} settings={settings} now={now} />
      {messages.length === 0 ? (
        <p className="text-sm text-ink-soft">{texts.none}</p>
      ) : (
        <Table
          label={texts.list}
          head={
            <>
              <Head number>{columns.input}</Head>
              <Head number>{columns.output}</Head>
              <Head>{columns.state}</Head>
              <Head number>{columns.tries}</Head>
              <Head>{columns.age}</Head>
            </>
          }
        >
          {messages.slice(0, mostListed).map((message) => {
            const state = stateOf(message, settings, now);
            return (
              <Row key={message.id}>
                <Cell name={columns.input} number>
                  {message.input}
                </Cell>
                <Cell name={columns.output} number>
                  {message.output ?? "…"}
                </Cell>
                <Cell name={columns.state}>
                  <State state={state} />
                </Cell>
                <Cell name={columns.tries} number>
                  {texts.tries(message.tries, message.answers)}
                </Cell>
                <Cell name={columns.age} double>
                  {texts.ago(duration((now - Date.parse(message.sentAt)) / 1000, language))}
                </Cell>
              </Row>
            );
          })}
        </Table>
      )}
    </PanelCard>
  );
}

function State({ state }: { state: LabState }) {
  const { two: texts } = useLabTexts();
  return (
    <span className={cx("inline-flex items-center gap-2", state === "dead" && "font-semibold text-signal-ink")}>
      <span
        aria-hidden="true"
        className={cx(
          "size-2 rounded-round border",
          state === "dead" && "border-signal bg-signal",
          state === "done" && "border-stock bg-stock",
          state === "hidden" && "border-dashed border-ink-soft",
          (state === "waiting" || state === "again") && "border-ink-soft bg-ink-soft",
        )}
      />
      {texts.states[state]}
    </span>
  );
}
