import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DomainProof","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/DomainProof.md","filePath":"reference/auth/interfaces/DomainProof.md"}');
const _sfc_main = { name: "reference/auth/interfaces/DomainProof.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-domainproof" tabindex="-1">Interface: DomainProof <a class="header-anchor" href="#interface-domainproof" aria-label="Permalink to &quot;Interface: DomainProof&quot;">​</a></h1><p>A right response, as a controller judges it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-controller"></a> <code>controller</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the controller that was asked, as it is configured or found.</td></tr><tr><td><a id="property-proved"></a> <code>proved</code></td><td><code>readonly</code></td><td><a href="./../../accounts/interfaces/Proved.html"><code>Proved</code></a></td><td>The key and the user.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/DomainProof.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DomainProof = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DomainProof as default
};
