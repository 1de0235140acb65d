import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ApRepAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ApRepAction.md","filePath":"reference/index/interfaces/ApRepAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/ApRepAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-aprepaction" tabindex="-1">Interface: ApRepAction <a class="header-anchor" href="#interface-aprepaction" aria-label="Permalink to &quot;Interface: ApRepAction&quot;">​</a></h1><p>Kerberos’ AP-REP to a client that asks for one is wrong, or missing.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;ap-rep&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/ApRepChange.html"><code>ApRepChange</code></a></td><td><code>wrong</code>: one bit is changed; <code>other-key</code>: it is encrypted with a key that the client does not have; the others are right, and tell another time, sequence number or subkey. If the client cannot read the AP-REP, its own key is in use.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ApRepAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ApRepAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ApRepAction as default
};
