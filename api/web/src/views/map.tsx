/** Where events happened, on outlines that come with the explorer. */
import { geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { GeometryCollection, Topology } from "topojson-specification";
import { mesh, merge } from "topojson-client";
import atlas from "world-atlas/countries-110m.json";
import { asked, profile, tail } from "../data/address";
import type { PlacePage } from "../data/records";
import { query } from "../data/service";
import { useAnswer } from "../data/use";
import { csv, Downloads, svg } from "../parts/download";
import { picture } from "../parts/picture";
import { Wait } from "../parts/state";
import { format, S } from "../strings";
import { disputed } from "./disputed";
import { eventFiles, type ViewProps } from "./views";

const WIDTH = 960;
/** Of a narrow drawing the world is seen less wide, so that it is not a strip. */
const HEIGHTS = { wide: 500, narrow: 860 };
const NARROW = 560;
/** Pixels across which a finger hits. */
const TOUCH = 24;
const CLOSEST = 24;

type Spot = PlacePage["places"][number] & { x: number; y: number };
export interface Cluster {
  x: number;
  y: number;
  events: number;
  spots: Spot[];
}

const world = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const countries = world.objects.countries;

/** Outlines never change; they are drawn once. */
const outlines = (() => {
  const projection = geoEqualEarth().fitExtent([[4, 4], [WIDTH - 4, HEIGHTS.wide - 4]], { type: "Sphere" });
  const path = geoPath(projection);
  return {
    projection,
    sphere: path({ type: "Sphere" }) ?? "",
    land: path(merge(world, countries.geometries as Parameters<typeof merge>[1])) ?? "",
    borders: path(mesh(world, countries, (a, b) => a !== b && !disputed(a, b))) ?? "",
    disputed: path(mesh(world, countries, (a, b) => a !== b && disputed(a, b))) ?? "",
  };
})();

export function MapView({ filters, narrow }: ViewProps) {
  const found = useAnswer<PlacePage>(`places?${query({ ...asked(filters), limit: 2000 })}`);
  return <Wait on={found}>{(page) => (page.places.some((one) => one.lat !== null) ? <Drawing page={page} filters={filters} narrow={narrow} /> : <p>{S.map.none}</p>)}</Wait>;
}

function placed(page: PlacePage, projection: GeoProjection): Spot[] {
  return page.places.flatMap((place) => {
    const at = place.lat === null || place.lon === null ? null : projection([place.lon, place.lat]);
    return at ? [{ ...place, x: at[0], y: at[1] }] : [];
  });
}

/** In pixels. */
export const radius = (events: number, most: number): number => 6 + 14 * Math.sqrt(events / most);

/** Spots whose circles would cover each other at this scale, in pixels, or could not be told apart by a finger, count as one. */
export function clusters(spots: readonly Spot[], scale: number): Cluster[] {
  const most = Math.max(1, ...spots.map((spot) => spot.events));
  const made: Cluster[] = [];
  for (const spot of [...spots].sort((a, b) => b.events - a.events)) {
    const near = made.find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) * scale < Math.max(TOUCH, radius(one.events, most) + 0.5 * radius(spot.events, most)));
    if (near) {
      near.events += spot.events;
      near.spots.push(spot);
    } else {
      made.push({ x: spot.x, y: spot.y, events: spot.events, spots: [spot] });
    }
  }
  return made;
}

/** The circles whose names have room, those with most events first: no name lies on another or on a circle. */
export function labelled(placed: readonly { x: number; y: number; size: number; text: string }[]): Set<number> {
  const boxes = placed.map(({ x, y, size }) => [x - size, y - size, x + size, y + size] as const);
  const taken: (readonly [number, number, number, number])[] = [];
  const found = new Set<number>();
  placed.forEach(({ x, y, size, text }, at) => {
    const half = 3.1 * text.length;
    const box = [x - half, y - size - 14, x + half, y - size - 1] as const;
    const apart = (other: readonly [number, number, number, number]) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3];
    if (taken.every(apart) && boxes.every((circle, other) => other === at || apart(circle))) {
      taken.push(box);
      found.add(at);
    }
  });
  return found;
}

interface Camera {
  scale: number;
  x: number;
  y: number;
}

const WHOLE: Camera = { scale: 1, x: WIDTH / 2, y: HEIGHTS.wide / 2 };

/** So that nine in ten events can be seen. */
export function fit(spots: readonly Spot[], height: number): Camera {
  const most = [...spots].sort((a, b) => b.events - a.events);
  const wanted = 0.9 * most.reduce((sum, spot) => sum + spot.events, 0);
  let sum = 0;
  const shown = most.filter((spot) => {
    const inside = sum < wanted;
    sum += spot.events;
    return inside;
  });
  const [xs, ys] = [shown.map((spot) => spot.x), shown.map((spot) => spot.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(6, 0.85 * WIDTH / Math.max(right - left, 40), 0.8 * height / Math.max(bottom - top, 40));
  return { scale: Math.max(1, scale), x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** How many pixels wide an element is. */
function useWidth(of: RefObject<Element>): number {
  const [width, set] = useState(WIDTH);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) {
      return undefined;
    }
    const measure = () => set(Math.max(1, element.getBoundingClientRect().width || WIDTH));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return width;
}

function Drawing({ page, filters, narrow }: ViewProps & { page: PlacePage }) {
  const spots = useMemo(() => placed(page, outlines.projection), [page]);
  const drawing = useRef<SVGSVGElement>(null);
  const pixels = useWidth(drawing);
  const height = pixels < NARROW ? HEIGHTS.narrow : HEIGHTS.wide;
  /** Units of the drawing a pixel. */
  const unit = WIDTH / pixels;
  const [moved, setCamera] = useState<Camera>();
  const fitting = useMemo(() => fit(spots, height), [spots, height]);
  const camera = moved ?? fitting;
  const [chosen, choose] = useState<Cluster>();
  const drag = useRef<{ x: number; y: number }>();
  const shown = clusters(spots, camera.scale / unit).sort((a, b) => b.events - a.events);
  const most = Math.max(1, ...shown.map((one) => one.events));
  const zoom = (by: number) => setCamera({ ...camera, scale: Math.max(1, Math.min(CLOSEST, camera.scale * by)) });
  const seen = shown.map((one) => ({
    x: ((one.x - camera.x) * camera.scale + WIDTH / 2) / unit,
    y: ((one.y - camera.y) * camera.scale + height / 2) / unit,
    size: radius(one.events, most),
    text: one.spots[0]?.label ?? "",
  }));
  const names = labelled(seen);
  const name = (one: Cluster) => [one.spots[0]?.label, one.spots.length > 1 && S.map.others(one.spots.length - 1)].filter(Boolean).join(" ");
  return (
    <>
      <p class="faint">{S.map.placed(page.placed, page.total)}.</p>
      <div class="map">
        <div class="tools over">
          <button type="button" onClick={() => zoom(1.6)} aria-label={S.map.zoomIn}>+</button>
          <button type="button" onClick={() => zoom(1 / 1.6)} aria-label={S.map.zoomOut}>−</button>
          <button type="button" onClick={() => setCamera(WHOLE)}>{S.map.whole}</button>
        </div>
        <svg
          ref={drawing}
          viewBox={`0 0 ${WIDTH} ${height}`}
          role="group"
          aria-label={S.map.label}
          onWheel={(event) => {
            if (event.ctrlKey || document.activeElement === drawing.current || event.shiftKey) {
              event.preventDefault();
              zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
            }
          }}
          onPointerDown={(event) => {
            drag.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={(event) => {
            if (drag.current && event.buttons) {
              const step = unit / camera.scale;
              setCamera({ ...camera, x: camera.x - (event.clientX - drag.current.x) * step, y: camera.y - (event.clientY - drag.current.y) * step });
              drag.current = { x: event.clientX, y: event.clientY };
            }
          }}
          onPointerUp={() => {
            drag.current = undefined;
          }}
        >
          <rect class="sea" width={WIDTH} height={height} />
          <g transform={`translate(${WIDTH / 2} ${height / 2}) scale(${camera.scale}) translate(${-camera.x} ${-camera.y})`}>
            <path class="land" d={outlines.land} />
            <path class="border" d={outlines.borders} vector-effect="non-scaling-stroke" />
            <path class="border disputed" d={outlines.disputed} vector-effect="non-scaling-stroke" />
          </g>
          <g transform={`scale(${unit})`}>
            {shown.map((one, at) => {
              const { x, y, size } = seen[at] ?? { x: 0, y: 0, size: 0 };
              return x < -20 || x > pixels + 20 || y < -20 || y > height / unit + 20 ? null : (
                <g
                  key={one.spots[0]?.id}
                  class={`spot ${chosen?.spots[0]?.id === one.spots[0]?.id ? "chosen" : ""}`}
                  role="button"
                  // As SVG has it: its attributes keep their case.
                  tabindex={0}
                  aria-label={S.map.here(one.events, name(one))}
                  onClick={() => choose(one)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" || event.key === " ") {
                      event.preventDefault();
                      choose(one);
                    }
                  }}
                >
                  <title>{S.map.here(one.events, name(one))}</title>
                  <rect class="hit" x={x - TOUCH / 2} y={y - TOUCH / 2} width={TOUCH} height={TOUCH} />
                  <circle cx={x} cy={y} r={size} />
                  {size > 8 && <text x={x} y={y} dy="0.35em" text-anchor="middle">{one.events}</text>}
                  {names.has(at) && <text class="name" x={x} y={y - size - 3} text-anchor="middle">{one.spots[0]?.label}</text>}
                </g>
              );
            })}
          </g>
        </svg>
        <p class="faint source">{S.map.source}</p>
      </div>
      <p class="faint">{S.map.help}</p>
      {chosen && (
        <section class="panel" aria-live="polite">
          <ul class="counts">
            {chosen.spots.map((spot) => (
              <li key={spot.id}>
                <a href={narrow({ place: [tail(spot.id)] })}>{spot.label}</a> <span class="number">{format(spot.events)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <details>
        <summary>{S.map.list}</summary>
        <table>
          <tbody>
            {page.places.slice(0, 200).map((place) => (
              <tr key={place.id}>
                <td><a href={profile(place.id)}>{place.label}</a> <span class="faint">{place.country}</span></td>
                <td class="number"><a href={narrow({ place: [tail(place.id)] })}>{format(place.events)}</a></td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <Downloads
        files={[
          { label: S.download.svg, make: () => svg(drawing.current as SVGSVGElement), name: "map.svg" },
          { label: S.download.png, make: () => picture(svg(drawing.current as SVGSVGElement)), name: "map.png" },
          { label: S.download.csv, make: () => placesCsv(page), name: "places.csv" },
          ...eventFiles(filters).filter((file) => file.label === S.download.geojson),
        ]}
      />
    </>
  );
}

function placesCsv(page: PlacePage): Blob {
  return csv([["place", "country", "lat", "lon", "events"], ...page.places.map((one) => [one.label, one.country, one.lat, one.lon, one.events])]);
}
