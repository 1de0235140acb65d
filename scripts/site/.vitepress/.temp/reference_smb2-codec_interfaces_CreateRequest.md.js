import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CreateRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/CreateRequest.md","filePath":"reference/smb2-codec/interfaces/CreateRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/CreateRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-createrequest" tabindex="-1">Interface: CreateRequest <a class="header-anchor" href="#interface-createrequest" aria-label="Permalink to &quot;Interface: CreateRequest&quot;">​</a></h1><p>SMB2 CREATE Request ([MS-SMB2] 2.2.13).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-createcontexts"></a> <code>createContexts</code></td><td><code>readonly</code></td><td>readonly <a href="./CreateContext.html"><code>CreateContext</code></a>[]</td><td>-</td></tr><tr><td><a id="property-createdisposition"></a> <code>createDisposition</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/CreateDisposition.html">CreateDisposition</a>.</td></tr><tr><td><a id="property-createoptions"></a> <code>createOptions</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/CreateOptions.html">CreateOptions</a>.</td></tr><tr><td><a id="property-desiredaccess"></a> <code>desiredAccess</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/AccessMask.html">AccessMask</a>.</td></tr><tr><td><a id="property-fileattributes"></a> <code>fileAttributes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/FileAttributes.html">FileAttributes</a>.</td></tr><tr><td><a id="property-impersonationlevel"></a> <code>impersonationLevel</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/ImpersonationLevel.html">ImpersonationLevel</a>.</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Path below the share as sent, with backslashes but none at the start; empty for the root of the share.</td></tr><tr><td><a id="property-requestedoplocklevel"></a> <code>requestedOplockLevel</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/OplockLevel.html">OplockLevel</a>.</td></tr><tr><td><a id="property-shareaccess"></a> <code>shareAccess</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/ShareAccess.html">ShareAccess</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/CreateRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CreateRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CreateRequest as default
};
