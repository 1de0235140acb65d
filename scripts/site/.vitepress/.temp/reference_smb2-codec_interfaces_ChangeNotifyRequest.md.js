import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ChangeNotifyRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/ChangeNotifyRequest.md","filePath":"reference/smb2-codec/interfaces/ChangeNotifyRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/ChangeNotifyRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-changenotifyrequest" tabindex="-1">Interface: ChangeNotifyRequest <a class="header-anchor" href="#interface-changenotifyrequest" aria-label="Permalink to &quot;Interface: ChangeNotifyRequest&quot;">​</a></h1><p>SMB2 CHANGE_NOTIFY Request ([MS-SMB2] 2.2.35).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-completionfilter"></a> <code>completionFilter</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/CompletionFilter.html">CompletionFilter</a>.</td></tr><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td>-</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/ChangeNotifyFlags.html">ChangeNotifyFlags</a>.</td></tr><tr><td><a id="property-outputbufferlength"></a> <code>outputBufferLength</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Most bytes the response may carry.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/ChangeNotifyRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ChangeNotifyRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ChangeNotifyRequest as default
};
