import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WaitOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/WaitOptions.md","filePath":"reference/index/interfaces/WaitOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/WaitOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-waitoptions" tabindex="-1">Interface: WaitOptions <a class="header-anchor" href="#interface-waitoptions" aria-label="Permalink to &quot;Interface: WaitOptions&quot;">​</a></h1><p>When to stop waiting for an event.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./AttemptQuery.html"><code>AttemptQuery</code></a></li><li><a href="./ExpectOptions.html"><code>ExpectOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-signal"></a> <code>signal?</code></td><td><code>readonly</code></td><td><code>AbortSignal</code></td><td>Ends the wait as well; the promise then rejects with its reason.</td></tr><tr><td><a id="property-timeout"></a> <code>timeout?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Milliseconds; default 4000, so that the error comes before jest and vitest end the test after five seconds. <code>Infinity</code>: only the end of the server ends the wait.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/WaitOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WaitOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WaitOptions as default
};
