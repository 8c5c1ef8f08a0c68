import { Copyable } from "../../../ui/copyable.tsx";
import type { Standing } from "../place/standing.ts";
import { useRoomTexts } from "../texts/index.ts";

const shownCharacters = 12;

/** Everything needed to verify the draw. */
export function LotteryProof({ standing: { ticket, room } }: { standing: Standing }) {
  const { lobby } = useRoomTexts();
  if (!room.lottery) return null;
  const { commitment, draw } = room.lottery;
  const tookPart = draw && ticket.number !== undefined && ticket.entry < draw.first + draw.count;
  return (
    <section className="grid gap-2 border-l-2 border-waiting pl-4 text-sm">
      {draw && ticket.number !== undefined && tookPart && (
        <p className="font-semibold">{lobby.drawn(ticket.number, ticket.entry - draw.first + 1, draw.count)}</p>
      )}
      <p className="text-ink-soft">{lobby.lotteryProof}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        <dt className="text-ink-soft">{lobby.fingerprint}</dt>
        <dd>
          <Copyable value={commitment} shown={commitment.slice(0, shownCharacters)} />
        </dd>
        {draw && (
          <>
            <dt className="text-ink-soft">{lobby.seed}</dt>
            <dd>
              <Copyable value={draw.seed} shown={draw.seed.slice(0, shownCharacters)} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
