import type { Progress } from "../runtime/progress.ts";
import type { Output } from "./output.ts";

const worthTelling = 1_000;

/** @returns prints progress: a step's start and end only if it takes longer than a second; notes and warnings always */
export function progressLines(output: Output): (progress: Progress) => void {
  const running = new Map<string, { since: number; timer: NodeJS.Timeout; told: boolean }>();
  return (progress) => {
    switch (progress.type) {
      case "note":
        output.line(output.style("dim", progress.text));
        return;
      case "warning":
        output.problem(output.style("yellow", progress.text));
        return;
      case "started":
        begin(progress.step);
        return;
      default:
        end(progress.step, progress.type);
    }
  };

  function begin(step: string): void {
    const state = { since: performance.now(), told: false, timer: setTimeout(tell, worthTelling) };
    running.set(step, state);

    function tell(): void {
      state.told = true;
      output.line(`${step} …`);
    }
  }

  function end(step: string, how: "finished" | "failed"): void {
    const state = running.get(step);
    if (!state) return;
    running.delete(step);
    clearTimeout(state.timer);
    if (!state.told) return;
    output.line(`${step}: ${how === "finished" ? "done" : "failed"} after ${seconds(performance.now() - state.since)}`);
  }
}

/** @returns `0.8 s`, `12 s` */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1_000;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}
