import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SetInfoRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/SetInfoRequest.md","filePath":"reference/smb2-codec/interfaces/SetInfoRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/SetInfoRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-setinforequest" tabindex="-1">Interface: SetInfoRequest <a class="header-anchor" href="#interface-setinforequest" aria-label="Permalink to &quot;Interface: SetInfoRequest&quot;">​</a></h1><p>SMB2 SET_INFO Request ([MS-SMB2] 2.2.39).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-additionalinformation"></a> <code>additionalInformation</code></td><td><code>readonly</code></td><td><code>number</code></td><td>For security bits of <a href="./../variables/SecurityInformation.html">SecurityInformation</a>.</td></tr><tr><td><a id="property-buffer"></a> <code>buffer</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td>-</td></tr><tr><td><a id="property-fileinfoclass"></a> <code>fileInfoClass</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of FileInformationClass or FsInformationClass, as <code>infoType</code> says.</td></tr><tr><td><a id="property-infotype"></a> <code>infoType</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/InfoType.html">InfoType</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/SetInfoRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SetInfoRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SetInfoRequest as default
};
