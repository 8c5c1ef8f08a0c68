import "uplot/dist/uPlot.min.css";
import { useEffect, useEffectEvent, useRef } from "react";
import uPlot from "uplot";
import { useTheme } from "../../ui/theme.ts";
import { useMedia } from "../../ui/use-media.ts";
import { useWidth } from "../shared/use-width.ts";
import type { Chart, ChartLine } from "./charts.ts";
import { lonelyOf, type Values } from "./series.ts";
import { marksOf } from "./units.ts";

interface Props {
  chart: Chart;
  times: number[];
  /** The values of each of the chart's lines. */
  lines: Values[];
  /** Start and end of the time axis, in seconds since the epoch. */
  from: number;
  to: number;
  height: number;
  valueText(value: number): string;
  timeText(seconds: number): string;
  /** Called with the period under the cursor of any chart on the page. */
  onPoint(index: number | undefined): void;
}

/** Charts with this key have one cursor. */
const cursorKey = "console-numbers";
const fontSize = 11;
const axisWidth = 52;
const margin = 0.02;

/** A chart's canvas. What it shows is said in words elsewhere. */
export default function Plot(props: Props) {
  const { chart, times, lines, from, to, height } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  const theme = useTheme();
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const data = [times, ...lines] as uPlot.AlignedData;

  const make = useEffectEvent((root: HTMLElement) => new uPlot(optionsOf(root, latest), data, root));
  useEffect(() => {
    if (!ref.current) return;
    const made = make(ref.current);
    plot.current = made;
    return () => made.destroy();
  }, [ref]);

  useEffect(() => {
    latest.current = props;
    plot.current?.setData(data);
  });
  useEffect(() => {
    if (width) plot.current?.setSize({ width, height });
  }, [width, height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette has changed
  useEffect(() => plot.current?.redraw(false), [theme, isDark]);

  return (
    <div ref={ref} className="numbers-plot min-w-0" style={{ height }} data-chart={chart.name} data-span={to - from} />
  );
}

function optionsOf(root: HTMLElement, latest: { current: Props }): uPlot.Options {
  const { chart, height } = latest.current;
  const color = (token: string) => () => resolved(root, token);
  const marks = () => marksOf(Math.max(0, ...latest.current.lines.flat().map((value) => value ?? 0)), chart.unit);
  const font = `${fontSize}px ${getComputedStyle(root).fontFamily}`;
  const axis = { stroke: color("ink-soft"), font, ticks: { show: false } };
  return {
    width: Math.max(1, root.clientWidth),
    height,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: cursorKey, setSeries: false },
      drag: { x: false, y: false, setScale: false },
      y: false,
      points: { size: 7, width: 2 },
    },
    scales: {
      x: { time: true, range: () => [latest.current.from, latest.current.to] },
      // A little more, so that no line is cut in half at the edges.
      y: { range: () => [-margin * (marks().at(-1) ?? 1), (1 + margin) * (marks().at(-1) ?? 1)] },
    },
    axes: [
      {
        ...axis,
        size: 24,
        gap: 6,
        space: 72,
        grid: { show: false },
        values: (_, splits) => splits.map((at) => latest.current.timeText(at)),
      },
      {
        ...axis,
        size: axisWidth,
        gap: 6,
        grid: { stroke: color("hairline"), width: 1 },
        splits: marks,
        values: (_, splits) => splits.map((value) => (value === 0 ? "0" : latest.current.valueText(value))),
      },
    ],
    series: [{}, ...chart.lines.map((line) => seriesOf(line, chart.bars ?? false, color(line.color)))],
    hooks: { setCursor: [({ cursor }) => latest.current.onPoint(cursor.idx ?? undefined)] },
  };
}

function seriesOf({ dashed }: ChartLine, bars: boolean, stroke: () => string): uPlot.Series {
  const points: uPlot.Series.Points = {
    size: 5,
    fill: stroke,
    show: () => false,
    // Without a neighbour there is no line to see.
    filter: (plot, index) => lonelyOf([...(plot.data[index] ?? [])]),
  };
  if (bars) {
    const paths = uPlot.paths.bars?.({ size: [0.8, 12], align: 1 });
    return { stroke, fill: stroke, width: 0, points: { show: false }, ...(paths && { paths }) };
  }
  return { stroke, width: dashed ? 1 : 1.75, points, ...(dashed && { dash: [4, 3] }) };
}

/**
 * A colour that a canvas understands: `light-dark()` and variables are resolved by an element, and by a new one, since a
 * change of an existing one's colour may be a transition.
 */
function resolved(root: HTMLElement, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${token})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
