/**
 * Borders of Natural Earth's outlines (1:110 million) that are disputed in whole or in part, as pairs of ISO 3166-1
 * numeric codes. They are drawn dashed, so that the map states no position. What Natural Earth draws without a code
 * (Kosovo, Northern Cyprus, Somaliland) has disputed borders throughout.
 */
import type { GeometryObject } from "topojson-specification";

const PAIRS = new Set(
  [
    ["804", "643"], // Ukraine, Russia
    ["031", "051"], // Azerbaijan, Armenia
    ["268", "643"], // Georgia, Russia
    ["732", "504"], // Western Sahara, Morocco
    ["732", "478"], // Western Sahara, Mauritania
    ["732", "012"], // Western Sahara, Algeria
    ["376", "275"], // Israel, Palestine
    ["376", "760"], // Israel, Syria
    ["376", "422"], // Israel, Lebanon
    ["275", "400"], // Palestine, Jordan
    ["356", "586"], // India, Pakistan
    ["356", "156"], // India, China
    ["586", "156"], // Pakistan, China
    ["586", "004"], // Pakistan, Afghanistan
    ["356", "524"], // India, Nepal
    ["064", "156"], // Bhutan, China
    ["408", "410"], // North Korea, South Korea
    ["729", "728"], // Sudan, South Sudan
    ["729", "818"], // Sudan, Egypt
    ["729", "231"], // Sudan, Ethiopia
    ["728", "404"], // South Sudan, Kenya
    ["862", "328"], // Venezuela, Guyana
    ["328", "740"], // Guyana, Suriname
    ["231", "706"], // Ethiopia, Somalia
    ["417", "762"], // Kyrgyzstan, Tajikistan
    ["764", "116"], // Thailand, Cambodia
    ["191", "688"], // Croatia, Serbia
  ].map((pair) => pair.sort().join(" ")),
);

export function disputed(a: GeometryObject, b: GeometryObject): boolean {
  const ids = [a.id, b.id].map((id) => (id === undefined ? "" : String(id)));
  return ids.includes("") || PAIRS.has(ids.sort().join(" "));
}
