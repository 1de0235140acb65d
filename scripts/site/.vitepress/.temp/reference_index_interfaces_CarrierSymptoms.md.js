import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CarrierSymptoms","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CarrierSymptoms.md","filePath":"reference/index/interfaces/CarrierSymptoms.md"}');
const _sfc_main = { name: "reference/index/interfaces/CarrierSymptoms.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-carriersymptoms" tabindex="-1">Interface: CarrierSymptoms <a class="header-anchor" href="#interface-carriersymptoms" aria-label="Permalink to &quot;Interface: CarrierSymptoms&quot;">​</a></h1><p>The errors among the messages of clients of other carriers than SMB, as data.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-curl"></a> <code>curl?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Exit codes of curl, which it also prints in parentheses.</td></tr><tr><td><a id="property-status"></a> <code>status?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of NTSTATUS codes that rpcclient prints.</td></tr><tr><td><a id="property-xfreerdp"></a> <code>xfreerdp?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>Exit codes of xfreerdp.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CarrierSymptoms.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CarrierSymptoms = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CarrierSymptoms as default
};
