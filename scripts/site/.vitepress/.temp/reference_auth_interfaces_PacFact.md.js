import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PacFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/PacFact.md","filePath":"reference/auth/interfaces/PacFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/PacFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pacfact" tabindex="-1">Interface: PacFact <a class="header-anchor" href="#interface-pacfact" aria-label="Permalink to &quot;Interface: PacFact&quot;">​</a></h1><p>The PAC of a ticket, once its signature was verified.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-form"></a> <code>form</code></td><td><code>readonly</code></td><td><code>&quot;absent&quot;</code> | <code>&quot;without-logon&quot;</code> | <code>&quot;complete&quot;</code></td><td><code>without-logon</code>: it names the client alone, as MIT&#39;s KDC makes it.</td></tr><tr><td><a id="property-groups"></a> <code>groups</code></td><td><code>readonly</code></td><td><code>number</code></td><td>SIDs of groups in it.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;pac&quot;</code></td><td>-</td></tr><tr><td><a id="property-upn"></a> <code>upn</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>User principal name in it; undefined: there is none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/PacFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PacFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PacFact as default
};
