import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LimitHit","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/LimitHit.md","filePath":"reference/auth/interfaces/LimitHit.md"}');
const _sfc_main = { name: "reference/auth/interfaces/LimitHit.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-limithit" tabindex="-1">Interface: LimitHit <a class="header-anchor" href="#interface-limithit" aria-label="Permalink to &quot;Interface: LimitHit&quot;">​</a></h1><p>One of the server&#39;s limits was reached.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;limit-hit&quot;</code></td><td>-</td></tr><tr><td><a id="property-limit"></a> <code>limit</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the option, such as <code>connectionsPerAddress</code>.</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The value of the limit that was reached.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/LimitHit.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LimitHit = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LimitHit as default
};
