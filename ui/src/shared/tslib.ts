/**
 * Stands in for TypeScript's helper library, of which ECharts needs one function (vite.config.ts, docs/decisions/0010).
 *
 * The library's own leaves `constructor` as a name that shows when names are listed, which a class of the language does
 * not. ECharts copies the listed names of a class onto a plain object, and under the window's frozen prototypes that one
 * may not be assigned: nothing would load. Made as the language makes it, the name stays unlisted.
 */
export function __extends(derived: { prototype: object }, base: { prototype: object }): void {
  Object.setPrototypeOf(derived, base);
  derived.prototype = Object.create(base.prototype, { constructor: { value: derived, writable: true, configurable: true } });
}
