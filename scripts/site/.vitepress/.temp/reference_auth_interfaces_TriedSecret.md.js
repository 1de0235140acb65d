import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TriedSecret","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/TriedSecret.md","filePath":"reference/auth/interfaces/TriedSecret.md"}');
const _sfc_main = { name: "reference/auth/interfaces/TriedSecret.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-triedsecret" tabindex="-1">Interface: TriedSecret <a class="header-anchor" href="#interface-triedsecret" aria-label="Permalink to &quot;Interface: TriedSecret&quot;">​</a></h1><p>A secret and names, as hashed, that a failed proof is compared with.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>In the case in which it is hashed; empty: none is.</td></tr><tr><td><a id="property-nthash"></a> <code>ntHash</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>NTOWFv1 of the password, 16 bytes.</td></tr><tr><td><a id="property-password"></a> <code>password?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Undefined: the hash alone is known.</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code></td><td>In the case in which it is hashed.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/TriedSecret.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TriedSecret = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TriedSecret as default
};
