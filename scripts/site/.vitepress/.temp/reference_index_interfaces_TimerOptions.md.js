import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TimerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/TimerOptions.md","filePath":"reference/index/interfaces/TimerOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/TimerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-timeroptions" tabindex="-1">Interface: TimerOptions <a class="header-anchor" href="#interface-timeroptions" aria-label="Permalink to &quot;Interface: TimerOptions&quot;">​</a></h1><p>Details of a timer.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-keepsprocess"></a> <code>keepsProcess?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the process stays alive for this call alone; default: no.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/TimerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TimerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TimerOptions as default
};
