import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Acl","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Acl.md","filePath":"reference/smb2-codec/interfaces/Acl.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Acl.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-acl" tabindex="-1">Interface: Acl <a class="header-anchor" href="#interface-acl" aria-label="Permalink to &quot;Interface: Acl&quot;">​</a></h1><p>ACL ([MS-DTYP] 2.4.5).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-aces"></a> <code>aces</code></td><td><code>readonly</code></td><td>readonly <a href="./Ace.html"><code>Ace</code></a>[]</td><td>-</td></tr><tr><td><a id="property-revision"></a> <code>revision</code></td><td><code>readonly</code></td><td><code>number</code></td><td>2, or 4 if object ACEs are in it.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Acl.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Acl = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Acl as default
};
