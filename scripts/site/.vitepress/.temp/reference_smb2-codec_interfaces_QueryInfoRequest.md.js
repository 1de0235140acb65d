import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: QueryInfoRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/QueryInfoRequest.md","filePath":"reference/smb2-codec/interfaces/QueryInfoRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/QueryInfoRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-queryinforequest" tabindex="-1">Interface: QueryInfoRequest <a class="header-anchor" href="#interface-queryinforequest" aria-label="Permalink to &quot;Interface: QueryInfoRequest&quot;">​</a></h1><p>SMB2 QUERY_INFO Request ([MS-SMB2] 2.2.37).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-additionalinformation"></a> <code>additionalInformation</code></td><td><code>readonly</code></td><td><code>number</code></td><td>For security queries bits of <a href="./../variables/SecurityInformation.html">SecurityInformation</a>.</td></tr><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td>-</td></tr><tr><td><a id="property-fileinfoclass"></a> <code>fileInfoClass</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../namespaces/fscc/variables/FileInformationClass.html">FileInformationClass</a> or FsInformationClass, as <code>infoType</code> says.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-infotype"></a> <code>infoType</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/InfoType.html">InfoType</a>.</td></tr><tr><td><a id="property-inputbuffer"></a> <code>inputBuffer</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The input of a quota query or one for FileFullEaInformation; empty in all others, which MUST not look at it.</td></tr><tr><td><a id="property-outputbufferlength"></a> <code>outputBufferLength</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Most bytes the response may carry.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/QueryInfoRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const QueryInfoRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  QueryInfoRequest as default
};
