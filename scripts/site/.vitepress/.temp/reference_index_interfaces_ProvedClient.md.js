import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProvedClient","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ProvedClient.md","filePath":"reference/index/interfaces/ProvedClient.md"}');
const _sfc_main = { name: "reference/index/interfaces/ProvedClient.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-provedclient" tabindex="-1">Interface: ProvedClient <a class="header-anchor" href="#interface-provedclient" aria-label="Permalink to &quot;Interface: ProvedClient&quot;">​</a></h1><p>A client that proved itself by Kerberos.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-mutual"></a> <code>mutual</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether it asks for an AP-REP.</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Its account.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ProvedClient.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProvedClient = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProvedClient as default
};
