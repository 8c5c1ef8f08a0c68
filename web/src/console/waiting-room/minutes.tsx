import type { AdminRoom } from "@donut/contracts/waiting-room";
import { useFormat } from "../../i18n/format.ts";
import { Empty } from "../shared/empty.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { Cell, Head, Row, Table } from "../shared/table.tsx";
import { useHallTexts } from "./messages/index.ts";

const kinds = ["entered", "admitted", "ordered", "left", "expired", "missed"] as const;
const mostShown = 10;

/** Counts by minute, the latest first. */
export function Minutes({ room }: { room: AdminRoom }) {
  const { minutes: texts } = useHallTexts();
  const { time, number } = useFormat();
  const shown = room.minutes.slice(-mostShown).toReversed();
  return (
    <PanelCard title={texts.title}>
      {shown.length === 0 ? (
        <Empty>{texts.none}</Empty>
      ) : (
        <Table
          label={texts.title}
          head={
            <>
              <Head>{texts.minute}</Head>
              {kinds.map((kind) => (
                <Head key={kind} number>
                  {texts[kind]}
                </Head>
              ))}
            </>
          }
        >
          {shown.map((minute) => (
            <Row key={minute.minute}>
              <Cell name={texts.minute}>
                <time dateTime={minute.minute} className="tabular-nums">
                  {time(minute.minute).replace(/:\d\d$/, "")}
                </time>
              </Cell>
              {kinds.map((kind) => (
                <Cell key={kind} name={texts[kind]} number>
                  {number(minute[kind])}
                </Cell>
              ))}
            </Row>
          ))}
          <Row>
            <Cell name={texts.minute}>
              <strong className="font-semibold">{texts.since}</strong>
            </Cell>
            {kinds.map((kind) => (
              <Cell key={kind} name={texts[kind]} number>
                <strong className="font-semibold">{number(room.counters[kind])}</strong>
              </Cell>
            ))}
          </Row>
        </Table>
      )}
    </PanelCard>
  );
}
