import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../api/explain.ts";
import type { Order } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { followedQuery, type LineState, queueTestOrder } from "./api.ts";
import { useLineTexts } from "./messages/index.ts";

interface Props {
  line: LineState;
  onSent(number: number): void;
}

export function SpecialOrder({ line, onSent }: Props) {
  const { special: texts, failed } = useLineTexts();
  const wordsOf = useWords();
  const denied = useDenied();
  const [order, setOrder] = useState<Order>();
  const [error, setError] = useState<Error>();
  const send = async () => {
    setOrder(undefined);
    const result = await queueTestOrder("special").catch((reason: Error) => reason);
    if (result instanceof Error) return setError(result);
    setError(undefined);
    setOrder(result.order);
    if (result.order.number) onSent(result.order.number);
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      {order && <Followed key={order.id} order={order} line={line} />}
      {error && <p className="text-sm text-ink-soft">{failed(wordsOf(error))}</p>}
      <div>
        <ActionButton denied={denied} onClick={send}>
          {order ? texts.another : texts.send}
        </ActionButton>
      </div>
    </PanelCard>
  );
}

/** The order's position; a small celebration when it is sold. */
function Followed({ order: sent, line }: { order: Order; line: LineState }) {
  const { special: texts } = useLineTexts();
  const { data } = useQuery({
    ...followedQuery(sent.id),
    refetchInterval: ({ state }) => (state.data && state.data.order.status !== "queued" ? false : 500),
  });
  const order = data?.order ?? sent;
  const number = order.number ?? 0;
  const seconds = Math.max(0, (Date.parse(order.settledAt ?? order.placedAt) - Date.parse(order.placedAt)) / 1000);
  const place = Math.max(1, number - line.served);
  const words = {
    queued: texts.place(place),
    completed: texts.completed(Math.round(seconds * 10) / 10),
    rejected: order.short ? texts.rejected : texts.withdrawn,
  };
  return (
    <div className="flex items-center gap-3" data-status={order.status}>
      <span className={order.status === "completed" ? "feast" : "relative"}>
        <DonutPicture id={order.lines[0]?.productId ?? "glazed"} className="size-14" />
      </span>
      <p role="status">
        <span className="block text-sm text-ink-soft tabular-nums">{texts.number(number)}</span>
        <strong className="font-display text-lg font-bold tabular-nums">{words[order.status]}</strong>
      </p>
    </div>
  );
}
