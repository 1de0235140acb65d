import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileFailure","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/FileFailure.md","filePath":"reference/auth/interfaces/FileFailure.md"}');
const _sfc_main = { name: "reference/auth/interfaces/FileFailure.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filefailure" tabindex="-1">Interface: FileFailure <a class="header-anchor" href="#interface-filefailure" aria-label="Permalink to &quot;Interface: FileFailure&quot;">​</a></h1><p>A request for a file or directory of a share that failed, with login and tree connect behind it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-changes"></a> <code>changes</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the request would have changed something.</td></tr><tr><td><a id="property-command"></a> <code>command</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Command of the SMB2 header.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;file-failure&quot;</code></td><td>-</td></tr><tr><td><a id="property-path"></a> <code>path</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The path below the share, only its beginning if it is long; empty for the root.</td></tr><tr><td><a id="property-share"></a> <code>share</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the share.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The status of the answer.</td></tr><tr><td><a id="property-systemcode"></a> <code>systemCode?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The operating system&#39;s error code, such as <code>EACCES</code>, if the system refused.</td></tr><tr><td><a id="property-writable"></a> <code>writable</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the share lets this user change anything.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/FileFailure.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileFailure = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileFailure as default
};
