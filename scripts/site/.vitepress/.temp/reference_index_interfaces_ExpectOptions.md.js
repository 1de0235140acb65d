import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExpectOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ExpectOptions.md","filePath":"reference/index/interfaces/ExpectOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/ExpectOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-expectoptions" tabindex="-1">Interface: ExpectOptions <a class="header-anchor" href="#interface-expectoptions" aria-label="Permalink to &quot;Interface: ExpectOptions&quot;">​</a></h1><p>Limits of the wait, and the client that causes the attempt.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./WaitOptions.html"><code>WaitOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th></tr></thead><tbody><tr><td><a id="property-during"></a> <code>during?</code></td><td><code>readonly</code></td><td><code>PromiseLike</code>&lt;<code>unknown</code>&gt;</td><td>The promise of the client’s login. An accepted login must fulfil it, and a refused one reject it. Where the server has another verdict, its error goes first, with the client’s as <code>cause</code>.</td><td>-</td></tr><tr><td><a id="property-signal"></a> <code>signal?</code></td><td><code>readonly</code></td><td><code>AbortSignal</code></td><td>Ends the wait as well; the promise then rejects with its reason.</td><td><a href="./WaitOptions.html"><code>WaitOptions</code></a>.<a href="./WaitOptions.html#property-signal"><code>signal</code></a></td></tr><tr><td><a id="property-timeout"></a> <code>timeout?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Milliseconds; default 4000, so that the error comes before jest and vitest end the test after five seconds. <code>Infinity</code>: only the end of the server ends the wait.</td><td><a href="./WaitOptions.html"><code>WaitOptions</code></a>.<a href="./WaitOptions.html#property-timeout"><code>timeout</code></a></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ExpectOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExpectOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExpectOptions as default
};
