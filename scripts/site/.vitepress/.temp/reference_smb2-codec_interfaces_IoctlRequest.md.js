import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: IoctlRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/IoctlRequest.md","filePath":"reference/smb2-codec/interfaces/IoctlRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/IoctlRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ioctlrequest" tabindex="-1">Interface: IoctlRequest <a class="header-anchor" href="#interface-ioctlrequest" aria-label="Permalink to &quot;Interface: IoctlRequest&quot;">​</a></h1><p>SMB2 IOCTL Request ([MS-SMB2] 2.2.31).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-ctlcode"></a> <code>ctlCode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/CtlCode.html">CtlCode</a>, or a code this version does not know.</td></tr><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td><a href="./../variables/NO_FILE_ID.html">NO_FILE_ID</a> for a code that needs no open.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/IoctlFlags.html">IoctlFlags</a>.</td></tr><tr><td><a id="property-input"></a> <code>input</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-maxinputresponse"></a> <code>maxInputResponse</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Most bytes of input the response may carry back.</td></tr><tr><td><a id="property-maxoutputresponse"></a> <code>maxOutputResponse</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Most bytes of output the response may carry.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/IoctlRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const IoctlRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  IoctlRequest as default
};
