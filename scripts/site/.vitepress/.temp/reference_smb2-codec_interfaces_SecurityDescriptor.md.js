import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SecurityDescriptor","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/SecurityDescriptor.md","filePath":"reference/smb2-codec/interfaces/SecurityDescriptor.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/SecurityDescriptor.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-securitydescriptor" tabindex="-1">Interface: SecurityDescriptor <a class="header-anchor" href="#interface-securitydescriptor" aria-label="Permalink to &quot;Interface: SecurityDescriptor&quot;">​</a></h1><p>A self-relative SECURITY_DESCRIPTOR ([MS-DTYP] 2.4.6).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-control"></a> <code>control</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/SecurityDescriptorControl.html">SecurityDescriptorControl</a>; the encoder sets the three that say what is there.</td></tr><tr><td><a id="property-dacl"></a> <code>dacl</code></td><td><code>readonly</code></td><td><a href="./Acl.html"><code>Acl</code></a> | <code>null</code> | <code>undefined</code></td><td>As <code>sacl</code>; a NULL DACL grants all access to everyone, an empty DACL grants none.</td></tr><tr><td><a id="property-group"></a> <code>group</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>-</td></tr><tr><td><a id="property-owner"></a> <code>owner</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>-</td></tr><tr><td><a id="property-sacl"></a> <code>sacl</code></td><td><code>readonly</code></td><td><a href="./Acl.html"><code>Acl</code></a> | <code>null</code> | <code>undefined</code></td><td>Undefined if it is not present; null for a list that is present and NULL, which is not the same as empty.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/SecurityDescriptor.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SecurityDescriptor = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SecurityDescriptor as default
};
